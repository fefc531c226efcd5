package dev.ssot.operation.export;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.export.GraphFormat;
import dev.ssot.registry.export.RegistryGraph;
import java.util.Objects;
import java.util.Optional;

/** {@code graph.export}: the rows and what they say of each other, as data or as a picture. Runs no other program. */
public final class ExportGraph implements UseCase<ExportGraphRequest, ExportResult> {

    @Override
    public Reply<ExportResult> run(ExportGraphRequest request, Context context) {
        return context.withRegistry(registry -> {
            RegistryGraph graph = RegistryGraph.of(registry);
            GraphFormat format = GraphFormat.of(request.format());
            Optional<byte[]> content = format.render(graph);
            if (content.isEmpty()) {
                return Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS, GraphFormat.tooLarge(graph), "Export it as svg or dot.");
            }
            String output =
                    Objects.requireNonNullElse(request.output(), ".ssot/graphs/registry.graph." + format.extension());
            return new ExportFile(output, request.format()).write(content.get(), context);
        });
    }
}

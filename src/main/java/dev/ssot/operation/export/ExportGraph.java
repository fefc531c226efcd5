package dev.ssot.operation.export;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.export.PngPicture;
import dev.ssot.registry.export.RegistryGraph;
import dev.ssot.registry.export.SvgPicture;
import dev.ssot.registry.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** {@code graph.export}: the rows and what they say of each other, as data or as a picture. Runs no other program. */
public final class ExportGraph implements UseCase<ExportGraphRequest, ExportResult> {

    @Override
    public Reply<ExportResult> run(ExportGraphRequest request, Context context) {
        return context.withRegistry(registry -> {
            RegistryGraph graph = RegistryGraph.of(registry);
            Optional<byte[]> content = switch (request.format()) {
                case "json" -> Optional.of(CanonicalJson.write(graph.json()));
                case "dot" -> Optional.of(graph.dot().getBytes(StandardCharsets.UTF_8));
                case "svg" -> Optional.of(SvgPicture.of(graph).getBytes(StandardCharsets.UTF_8));
                default -> PngPicture.of(graph);
            };
            if (content.isEmpty()) {
                return Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        "a graph of %d nodes is too large for an image"
                                .formatted(graph.nodes().size()),
                        "Export it as svg or dot.");
            }
            String output =
                    Objects.requireNonNullElse(request.output(), ".ssot/graphs/registry.graph." + request.format());
            return new ExportFile(output, request.format()).write(content.get(), context);
        });
    }
}

package dev.ssot.operation.export;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Registry;
import dev.ssot.registry.export.Rendering;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** {@code registry.export}: the whole registry as a file in another form. */
public final class ExportRegistry implements UseCase<ExportRegistryRequest, ExportResult> {

    @Override
    public Reply<ExportResult> run(ExportRegistryRequest request, Context context) {
        return context.withRegistry(registry -> {
            Rendering.Format format = Rendering.Format.of(request.format());
            String output =
                    Objects.requireNonNullElse(request.output(), ".ssot/exports/registry." + format.extension());
            String text = render(registry, format);
            return new ExportFile(output, request.format()).write(text.getBytes(StandardCharsets.UTF_8), context);
        });
    }

    /** From the canonical bytes: a snapshot in memory may hold the fields of a new row in another order. */
    private static String render(Registry registry, Rendering.Format format) {
        try {
            return Rendering.render(StrictJson.read(registry.canonicalBytes()), format);
        } catch (InvalidJson impossible) {
            throw new IllegalStateException("canonical bytes that are no JSON", impossible);
        }
    }
}

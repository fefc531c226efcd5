package dev.ssot.registry.export;

import dev.ssot.registry.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The forms that a graph may have as a file. */
public enum GraphFormat {
    JSON,
    DOT,
    PNG,
    SVG;

    /** The form of that name: {@code dot}. */
    public static GraphFormat of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What names of files in this form end with. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty when the graph is too large for an image. */
    public Optional<byte[]> render(RegistryGraph graph) {
        return switch (this) {
            case JSON -> Optional.of(CanonicalJson.write(graph.json()));
            case DOT -> Optional.of(graph.dot().getBytes(StandardCharsets.UTF_8));
            case SVG -> Optional.of(SvgPicture.of(graph).getBytes(StandardCharsets.UTF_8));
            case PNG -> PngPicture.of(graph);
        };
    }

    /** What to say when {@link #render} gives nothing. */
    public static String tooLarge(RegistryGraph graph) {
        return "a graph of %d nodes is too large for an image"
                .formatted(graph.nodes().size());
    }
}

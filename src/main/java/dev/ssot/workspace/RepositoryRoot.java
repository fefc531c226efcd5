package dev.ssot.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A repository that holds a registry, by its canonical path. */
public record RepositoryRoot(Path path) {

    private static final Path REGISTRY = Path.of(".ssot", "registry.json");

    /** What looking for a repository led to. */
    public sealed interface Search {

        record Found(RepositoryRoot root) implements Search {}

        record NotFound(String message) implements Search {}
    }

    /** Walks up from the path, which may be the root, {@code .ssot}, the registry file or anything below the root. */
    public static Search locate(Path start) {
        Path from = start.toAbsolutePath().normalize();
        for (Path place = from; place != null; place = place.getParent()) {
            if (Files.isRegularFile(place.resolve(REGISTRY))) {
                try {
                    return new Search.Found(new RepositoryRoot(place.toRealPath()));
                } catch (IOException vanished) {
                    return notFound(start);
                }
            }
        }
        return notFound(start);
    }

    public Path registryFile() {
        return path.resolve(REGISTRY);
    }

    private static Search notFound(Path start) {
        return new Search.NotFound(("Unable to locate .ssot/registry.json from %s. Provide the repository root, the"
                        + " .ssot directory, the registry.json file, or any path inside a repository that contains"
                        + " .ssot/registry.json.")
                .formatted(start));
    }
}

package dev.ssot.contract;

import dev.ssot.environment.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the project whose contracts a command is about. */
public final class ProjectRoot {

    private ProjectRoot() {}

    /** Where a search ended. */
    public sealed interface Search {

        record Found(Path root) implements Search {}

        record Missing(String message) implements Search {}
    }

    /** @param named what the variable says; empty for the nearest folder with a catalog, upwards from here */
    public static Search find(Optional<Path> named, Path folder) {
        if (named.isPresent()) {
            Path root = folder.resolve(named.get()).normalize();
            return hasCatalog(root)
                    ? new Search.Found(root)
                    : new Search.Missing(
                            "%s=%s has no %s".formatted(Variable.VOX_REPO_ROOT, named.get(), CatalogSource.PATH));
        }
        for (@Nullable Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (hasCatalog(at)) {
                return new Search.Found(at);
            }
        }
        return new Search.Missing("there is no %s in %s or above; change to a project that has one, or name it with %s"
                .formatted(CatalogSource.PATH, folder, Variable.VOX_REPO_ROOT));
    }

    private static boolean hasCatalog(Path root) {
        return Files.isRegularFile(root.resolve(CatalogSource.PATH));
    }
}

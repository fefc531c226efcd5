package dev.ssot.operation.tool;

import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Limits;
import dev.ssot.operation.Refusal;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which repositories a server works on: the one it was started for, or the one that each call names. */
public sealed interface RepositoryScope {

    /** One repository; no argument reaches another. */
    record Pinned(Path root) implements RepositoryScope {

        public Pinned {
            root = canonical(root);
        }
    }

    /** Every call names its repository. */
    record Explicit() implements RepositoryScope {}

    /** One of several, by their canonical paths. A caller from elsewhere learns nothing of other paths. */
    record Listed(List<Path> roots) implements RepositoryScope {

        public Listed {
            roots = List.copyOf(roots);
        }
    }

    /** The repository that a call means when it names none; empty when it has to name one. */
    default Optional<Path> only() {
        return switch (this) {
            case Pinned(Path root) -> Optional.of(root);
            case Explicit() -> Optional.empty();
            case Listed(List<Path> roots) -> roots.size() == 1 ? Optional.of(roots.getFirst()) : Optional.empty();
        };
    }

    /** What a call's {@code repo} argument led to. */
    sealed interface Choice {

        record Chosen(Path root) implements Choice {}

        record Refused(Refusal refusal) implements Choice {}
    }

    /** @param repo the argument of the call; null or blank when it names none */
    default Choice choose(@Nullable String repo) {
        if (repo == null || repo.isBlank()) {
            return only().<Choice>map(Choice.Chosen::new).orElseGet(this::repositoryRequired);
        }
        if (repo.length() > Limits.TEXT) {
            return refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "repo is longer than %d characters".formatted(Limits.TEXT),
                    "Give the path of the repository.");
        }
        try {
            return choose(Path.of(repo), repo);
        } catch (InvalidPathException unusable) {
            return refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "repo is no path: " + unusable.getReason(),
                    "Give the path of the repository.");
        }
    }

    private Choice choose(Path path, String text) {
        return switch (this) {
            case Explicit() -> new Choice.Chosen(canonical(path));
            case Pinned(Path root) ->
                canonical(root.resolve(path)).equals(root)
                        ? new Choice.Chosen(root)
                        : refused(
                                ErrorCode.REPOSITORY_PINNED,
                                "ssot-mcp is pinned to %s; refusing repo %s".formatted(root, text),
                                "Leave repo out: this server works on %s only.".formatted(root));
            case Listed(List<Path> roots) -> listed(roots, path, text);
        };
    }

    /** Decided by the letters of the path: where links lead is not told. */
    private Choice listed(List<Path> roots, Path path, String text) {
        Path named = only().map(root -> root.resolve(path)).orElse(path).normalize();
        return roots.contains(named)
                ? new Choice.Chosen(named)
                : refused(
                        ErrorCode.REPOSITORY_PINNED,
                        "this gateway does not serve repo " + text,
                        "Name a repository that the gateway was started for"
                                + (roots.size() == 1 ? ", or leave repo out." : "."));
    }

    private Choice repositoryRequired() {
        return refused(
                ErrorCode.REPOSITORY_REQUIRED,
                this instanceof Listed
                        ? "repo is required: this gateway serves several repositories"
                        : "repo is required unless ssot-mcp is started with --repo",
                "Repeat the call with repo set to the path of the repository.");
    }

    private static Choice refused(ErrorCode code, String message, String next) {
        return new Choice.Refused(new Refusal(code, message, next));
    }

    private static Path canonical(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.toAbsolutePath().normalize();
        }
    }
}

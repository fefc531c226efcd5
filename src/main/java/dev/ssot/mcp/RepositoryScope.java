package dev.ssot.mcp;

import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Limits;
import dev.ssot.operation.Refusal;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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

    /** What a call's {@code repo} argument led to. */
    sealed interface Choice {

        record Chosen(Path root) implements Choice {}

        record Refused(Refusal refusal) implements Choice {}
    }

    /** @param repo the argument of the call; null or blank when it names none */
    default Choice choose(@Nullable String repo) {
        if (repo == null || repo.isBlank()) {
            return switch (this) {
                case Pinned(Path root) -> new Choice.Chosen(root);
                case Explicit() ->
                    refused(
                            ErrorCode.REPOSITORY_REQUIRED,
                            "repo is required unless ssot-mcp is started with --repo",
                            "Repeat the call with repo set to the path of the repository.");
            };
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
        };
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

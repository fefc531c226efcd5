package dev.ssot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which repository a call is about: the one that the server is pinned to, or the one that the call names. */
public sealed interface RepositoryChoice {

    /** The server serves this repository and no other; {@code root} is canonical where it exists. */
    record Pinned(Path root) implements RepositoryChoice {}

    /** Every call names its repository. */
    record Explicit() implements RepositoryChoice {}

    /** What choosing led to. */
    sealed interface Chosen {

        record At(Path root) implements Chosen {}

        record Refused(Refusal refusal) implements Chosen {}
    }

    /** @param repo the call's {@code repo} argument; null or JSON null when it is left out */
    default Chosen choose(@Nullable JsonNode repo) {
        if (repo != null && !repo.isNull() && !repo.isTextual()) {
            return refused(ErrorCode.INVALID_ARGUMENTS, "repo must be a string", "Send the path of a repository.");
        }
        String named = repo == null || repo.isNull() ? "" : repo.textValue().strip();
        return switch (this) {
            case Explicit() -> explicit(named);
            case Pinned(Path root) ->
                named.isEmpty() || isSame(root, named)
                        ? new Chosen.At(root)
                        : refused(
                                ErrorCode.REPOSITORY_PINNED,
                                "ssot-mcp is pinned to %s; refusing repo %s".formatted(root, named),
                                "Leave repo out, or start another server for that repository.");
        };
    }

    private static Chosen explicit(String named) {
        if (named.isEmpty()) {
            return refused(
                    ErrorCode.REPOSITORY_REQUIRED,
                    "repo is required unless ssot-mcp is started with --repo",
                    "Add repo with the path of the repository to every call.");
        }
        try {
            return new Chosen.At(Path.of(named).toAbsolutePath().normalize());
        } catch (InvalidPathException noPath) {
            return refused(ErrorCode.INVALID_ARGUMENTS, "repo is no path: " + noPath.getReason(), "Send a path.");
        }
    }

    private static boolean isSame(Path root, String named) {
        try {
            return Path.of(named).toRealPath().equals(root);
        } catch (IOException | InvalidPathException absent) {
            return false;
        }
    }

    private static Chosen refused(ErrorCode code, String message, String next) {
        return new Chosen.Refused(new Refusal(code, message, next));
    }
}

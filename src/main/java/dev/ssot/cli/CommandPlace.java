package dev.ssot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.cli.command.Given;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.workspace.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The repository that a command works on.
 *
 * @param root with every link followed
 */
record CommandPlace(Path root, RepositoryPaths paths) {

    /** What looking for it led to. */
    sealed interface Search {

        record Found(CommandPlace place) implements Search {}

        record Refused(Refusal refusal) implements Search {}
    }

    Given.Files files() {
        return paths;
    }

    /** By the command's path; a command without one, and the one that makes a registry, work where they were called. */
    static Search of(Parsed.Ready ready, CommandCall call) {
        String text = path(ready);
        Path path;
        try {
            path = call.folder().resolve(text).normalize();
        } catch (InvalidPathException unusable) {
            return refused(ErrorCode.INVALID_ARGUMENTS, "path is unusable: " + text, "Give the path of a repository.");
        }
        Path only = call.onlyIn();
        if (only != null && !isInside(only, path)) {
            return refused(
                    ErrorCode.REPOSITORY_PINNED,
                    "path escapes repository: " + text,
                    "Leave path out: this server works on %s only.".formatted(only));
        }
        if (only != null || ready.command().anywhere()) {
            return found(only == null ? canonical(path) : only, call);
        }
        return switch (RepositoryRoot.locate(path)) {
            case RepositoryRoot.Search.Found(RepositoryRoot root) -> found(root.path(), call);
            case RepositoryRoot.Search.NotFound(String message) ->
                refused(
                        ErrorCode.REPOSITORY_NOT_FOUND,
                        message,
                        "Name a repository that holds a registry, or make one with `ssot init`.");
        };
    }

    private static Search found(Path root, CommandCall call) {
        return new Search.Found(new CommandPlace(root, new RepositoryPaths(root, call.folder())));
    }

    private static Search refused(ErrorCode code, String message, String next) {
        return new Search.Refused(new Refusal(code, message, next));
    }

    /** The path as it was given; {@code parent-audit} takes a word before it. */
    private static String path(Parsed.Ready ready) {
        String first = text(ready, "path_or_command");
        String path = first.isEmpty() || first.equals("migrate") ? text(ready, "path") : first;
        return path.isEmpty() ? "." : path;
    }

    private static String text(Parsed.Ready ready, String name) {
        JsonNode value = ready.values().get(name);
        return value == null ? "" : value.asText();
    }

    /** Inside the repository, and inside no other one that lies below it. */
    private static boolean isInside(Path root, Path path) {
        Path real = canonical(path);
        return real.startsWith(root)
                && RepositoryRoot.locate(real) instanceof RepositoryRoot.Search.Found(RepositoryRoot nearest)
                && nearest.path().equals(root);
    }

    private static Path canonical(Path path) {
        Path existing = path;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing.toRealPath().resolve(existing.relativize(path)).normalize();
        } catch (IOException vanished) {
            return path;
        }
    }
}

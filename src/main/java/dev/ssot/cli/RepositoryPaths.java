package dev.ssot.cli;

import dev.ssot.cli.command.Given;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Limits;
import dev.ssot.operation.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The files that options may name: inside the repository with every link followed, and none of git's, of the control
 * store's, nor the registry itself.
 */
final class RepositoryPaths implements Given.Files {

    private static final int MAX_BYTES = 4 << 20;
    private static final List<String> REGISTRY_FILES =
            List.of("registry.json", "registry.json.lock", "registry.oslock", "control");

    private final Path root;
    private final Path folder;

    /**
     * @param root of the repository, with every link followed
     * @param folder that relative paths start from
     */
    RepositoryPaths(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    @Override
    public Given.Found<String> read(String path) {
        return switch (resolve(path)) {
            case Given.Found.Refused<Path>(Refusal refusal) -> new Given.Found.Refused<>(refusal);
            case Given.Found.Ready<Path>(Path file) -> text(file, path);
        };
    }

    @Override
    public Given.Found<String> target(String path) {
        return switch (resolve(path)) {
            case Given.Found.Refused<Path>(Refusal refusal) -> new Given.Found.Refused<>(refusal);
            case Given.Found.Ready<Path>(Path file) when Files.isDirectory(file) -> refused("is a folder", path);
            case Given.Found.Ready<Path>(Path file) ->
                new Given.Found.Ready<>(root.relativize(file).toString().replace('\\', '/'));
        };
    }

    /** Writes a file that {@link #target} has allowed. */
    void write(String target, String text) throws IOException {
        Path file = root.resolve(target);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Where the path leads to inside the repository. */
    Given.Found<Path> resolve(String path) {
        if (path.isBlank() || path.length() > Limits.TEXT) {
            return refused("must have 1 to %d characters".formatted(Limits.TEXT), path);
        }
        try {
            Path wanted = folder.resolve(path).normalize();
            Path existing = existingPart(wanted);
            Path real =
                    existing.toRealPath().resolve(existing.relativize(wanted)).normalize();
            if (!real.startsWith(root)) {
                return refused("escapes repository", path);
            }
            return isForbidden(root.relativize(real))
                    ? refused("belongs to git or to the registry", path)
                    : new Given.Found.Ready<>(real);
        } catch (InvalidPathException | IOException unusable) {
            return refused("leads nowhere", path);
        }
    }

    private static Path existingPart(Path path) {
        Path part = path;
        while (part.getParent() != null && !Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
            part = part.getParent();
        }
        return part;
    }

    private static boolean isForbidden(Path fromRoot) {
        List<String> names = StreamSupport.stream(fromRoot.spliterator(), false)
                .map(name -> name.toString().toLowerCase(Locale.ROOT))
                .toList();
        return names.contains(".git")
                || (names.size() > 1 && names.get(0).equals(".ssot") && REGISTRY_FILES.contains(names.get(1)));
    }

    private static Given.Found<String> text(Path file, String path) {
        try {
            if (!Files.isRegularFile(file)) {
                return refused(Files.exists(file) ? "is no regular file" : "does not exist", path);
            }
            if (Files.size(file) > MAX_BYTES) {
                return refused("is larger than %d MiB".formatted(MAX_BYTES >> 20), path);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return new Given.Found.Ready<>(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            return refused("is not UTF-8", path);
        } catch (IOException unreadable) {
            return refused("cannot be read", path);
        }
    }

    private static <T> Given.Found<T> refused(String why, String path) {
        return new Given.Found.Refused<>(new Refusal(
                ErrorCode.INVALID_ARGUMENTS,
                "path %s: %s".formatted(why, path),
                "Nothing was done. Name a file inside the repository, outside .git, .ssot/control and the registry's"
                        + " own files."));
    }
}

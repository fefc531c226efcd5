package dev.ssot.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Questions about the files below a root. No answer ever speaks of a file outside it. */
public final class WorktreeFiles {

    private final Path root;
    private final boolean ignoresCase;

    /** @param canonicalRoot with every link resolved */
    public WorktreeFiles(Path canonicalRoot) {
        this.root = canonicalRoot;
        this.ignoresCase = ignoresCase(canonicalRoot);
    }

    public boolean exists(String path) {
        Optional<Path> inside = inside(path);
        try {
            return inside.isPresent() && inside.get().toRealPath().startsWith(root);
        } catch (IOException absent) {
            return false;
        }
    }

    public Optional<Instant> modifiedAt(String path) {
        try {
            Optional<String> resolved = resolve(path);
            return resolved.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Files.getLastModifiedTime(root.resolve(resolved.get()))
                            .toInstant());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** The path with the links of its existing part resolved, relative to the root; empty when that is outside. */
    public Optional<String> resolve(String path) {
        Optional<Path> inside = inside(path);
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        Path existing = existingPart(inside.get());
        try {
            Path real = existing.toRealPath()
                    .resolve(existing.relativize(inside.get()))
                    .normalize();
            return real.startsWith(root) ? Optional.of(slashed(root.relativize(real))) : Optional.empty();
        } catch (IOException brokenLink) {
            return Optional.empty();
        }
    }

    /** The longest part of the path that is there; the root always is. */
    private Path existingPart(Path path) {
        for (Path part = path; part != null && !part.equals(root); part = part.getParent()) {
            if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                return part;
            }
        }
        return root;
    }

    public boolean ignoresCase() {
        return ignoresCase;
    }

    private Optional<Path> inside(String path) {
        try {
            Path resolved = root.resolve(path.replace('\\', '/')).normalize();
            return resolved.startsWith(root) ? Optional.of(resolved) : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** The registry's folder under another case is the same folder only where the file system ignores case. */
    private static boolean ignoresCase(Path root) {
        return Files.exists(root.resolve(".ssot".toUpperCase(Locale.ROOT)));
    }
}

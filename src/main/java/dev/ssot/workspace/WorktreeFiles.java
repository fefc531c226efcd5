package dev.ssot.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Questions about the files below a root. No answer ever speaks of a file outside it. */
public final class WorktreeFiles {

    private static final long MAX_BYTES = 64L << 20;

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

    /** The bytes of a regular file inside the root of at most 64 MiB. */
    public Optional<byte[]> read(String path) {
        Optional<Path> real = resolve(path).map(root::resolve).filter(Files::isRegularFile);
        try {
            return real.isEmpty() || Files.size(real.get()) > MAX_BYTES
                    ? Optional.empty()
                    : Optional.of(Files.readAllBytes(real.get()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The state of the file at the path, links followed. It may lie outside, where nothing can be read. */
    FileStamp stamp(String path) {
        return inside(path).map(FileStamp::orAbsent).orElse(FileStamp.ABSENT);
    }

    /** The regular files below a folder inside the root, by their paths from the root, sorted. Links are not followed. */
    public List<String> filesBelow(String folder) {
        Optional<Path> start = resolve(folder).map(root::resolve).filter(Files::isDirectory);
        if (start.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(start.get())) {
            return walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> slashed(root.relativize(path)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException vanished) {
            return List.of();
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

    /** The later of the times at which content and attributes changed, where the file system keeps both. */
    public Optional<Instant> touchedAt(String path) {
        try {
            Optional<Path> file = resolve(path).map(root::resolve);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            Instant modified = Files.getLastModifiedTime(file.get()).toInstant();
            if (!root.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                return Optional.of(modified);
            }
            Instant changed = ((FileTime) Files.getAttribute(file.get(), "unix:ctime")).toInstant();
            return Optional.of(changed.isAfter(modified) ? changed : modified);
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

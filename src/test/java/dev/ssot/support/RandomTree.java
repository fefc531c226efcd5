package dev.ssot.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A worktree that is edited at random, and what is in it, told without any code of the program. */
public final class RandomTree {

    /** Percent-encoded, because not all of them are characters. */
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "src",
            "Main.java",
            "with%20space",
            "%20lead",
            "trail%20",
            "line%0Afeed",
            "tab%09",
            "%C3%A9t%C3%A9",
            "e%CC%81",
            "%F0%9F%98%80",
            "caf%E9",
            "%FF%FE",
            "%EF%BF%BD",
            "100%25",
            "%25FF",
            "-rf",
            "%2Dn",
            "q%22uote",
            "back%5Cslash",
            "%2Ehidden",
            "dot.",
            "star%2A",
            "%7E",
            "%24HOME",
            "CON",
            "a.tmp",
            "long" + "x".repeat(200));

    private static final List<String> PERMISSIONS =
            List.of("rw-r--r--", "rwxr-xr-x", "rw-------", "r--r--r--", "rwxrwxrwx", "r-x--x---", "rw-rw-rw-");

    private static final List<String> TARGETS =
            List.of("a", "../outside", "nowhere", "src/Main.java", "/etc/hostname", ".", "caf\u00e9 \uD83D\uDE00");

    private final Path root;
    private final Random random;

    public RandomTree(Path root, Random random) {
        this.root = root;
        this.random = random;
    }

    /** Makes so many edits; what stands in the way of one makes it another one. */
    public void edit(int edits) throws IOException {
        for (int i = 0; i < edits; i++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> write(fresh());
                case 4, 5 -> overwrite();
                case 6 -> any().ifPresent(this::delete);
                case 7 -> move();
                case 8 -> mode();
                case 9 -> link(fresh());
                case 10 -> any().ifPresent(this::replace);
                default -> deleteFolder();
            }
        }
    }

    private Path fresh() {
        Path path = root;
        for (int depth = random.nextInt(1, 4); depth > 0; depth--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            path = path.resolve(Path.of(URI.create("file:///" + name)).getFileName());
        }
        return path;
    }

    private void write(Path file) throws IOException {
        if (makeRoom(file)) {
            Files.write(file, content());
        }
    }

    private byte[] content() {
        int size = switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1, 300_000);
            case 2 -> random.nextInt(20) == 0 ? 3_000_000 : 4_096;
            default -> random.nextInt(1, 200);
        };
        byte[] content = new byte[size];
        if (random.nextBoolean()) {
            random.nextBytes(content);
        }
        return content;
    }

    /** False when a file stands where a folder would have to be. */
    private boolean makeRoom(Path file) throws IOException {
        for (Path above = file.getParent(); !above.equals(root); above = above.getParent()) {
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        Files.createDirectories(file.getParent());
        return !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<Path> any() throws IOException {
        List<Path> files = files(root);
        return files.isEmpty() ? Optional.empty() : Optional.of(files.get(random.nextInt(files.size())));
    }

    private void overwrite() throws IOException {
        Path file = any().orElse(null);
        if (file == null || Files.isSymbolicLink(file)) {
            return;
        }
        byte[] content = Files.readAllBytes(file);
        if (content.length > 0 && random.nextBoolean()) {
            // Of the same size, and in the same tick of the clock as whatever was before.
            content[random.nextInt(content.length)]++;
            Files.write(file, content);
        } else {
            Files.write(file, content());
        }
    }

    private void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private void move() throws IOException {
        Path from = any().orElse(null);
        Path to = fresh();
        if (from != null && makeRoom(to)) {
            Path moved = random.nextBoolean() || from.getParent().equals(root) || to.startsWith(from.getParent())
                    ? from
                    : from.getParent();
            Files.move(moved, to);
        }
    }

    private void mode() throws IOException {
        Path file = any().orElse(null);
        if (file != null && !Files.isSymbolicLink(file)) {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(PERMISSIONS.get(random.nextInt(PERMISSIONS.size()))));
        }
    }

    private void link(Path link) throws IOException {
        if (makeRoom(link)) {
            Files.createSymbolicLink(link, Path.of(TARGETS.get(random.nextInt(TARGETS.size()))));
        }
    }

    /** A file becomes a folder, or a link. */
    private void replace(Path file) {
        delete(file);
        try {
            if (random.nextBoolean()) {
                write(file.resolve("inside"));
            } else {
                link(file);
            }
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /** With all that is in it; sometimes a file takes its place. */
    private void deleteFolder() throws IOException {
        Path file = any().orElse(null);
        if (file == null || file.getParent().equals(root)) {
            return;
        }
        Path folder = file.getParent();
        try (Stream<Path> below = Files.walk(folder)) {
            below.sorted(Comparator.reverseOrder()).forEach(this::delete);
        }
        if (random.nextBoolean()) {
            write(folder);
        }
    }

    /** The files and links below a folder, without git's and the program's own. */
    private static List<Path> files(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> below = Files.walk(root)) {
            below.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !root.relativize(file).startsWith(".git")
                            && !root.relativize(file).startsWith(".ssot"))
                    .sorted()
                    .forEach(files::add);
        }
        return files;
    }

    /** Every file and link, by the bytes of its path: type, permissions and content. */
    public static Map<String, String> state(Path root) throws Exception {
        Map<String, String> state = new TreeMap<>();
        for (Path file : files(root)) {
            String path = root.relativize(file).toUri().getRawPath();
            String name = path.substring(Path.of("").toUri().getRawPath().length());
            state.put(
                    name,
                    Files.isSymbolicLink(file)
                            ? "link " + Files.readSymbolicLink(file).toUri().getRawPath()
                            : PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " "
                                    + HexFormat.of()
                                            .formatHex(MessageDigest.getInstance("SHA-256")
                                                    .digest(Files.readAllBytes(file))));
        }
        return state;
    }
}

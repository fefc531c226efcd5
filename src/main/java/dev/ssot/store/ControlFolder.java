package dev.ssot.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** {@code .ssot/control}: what belongs to this machine and never to a commit. Only writers create it. */
final class ControlFolder {

    private static final byte[] IGNORE_ALL = "*\n".getBytes(StandardCharsets.US_ASCII);

    private final Path path;

    private ControlFolder(Path path) {
        this.path = path;
    }

    static ControlFolder of(Path root) {
        return new ControlFolder(root.resolve(".ssot").resolve("control"));
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    /** Creates what is missing of the folder, for the owner only, and its {@code .gitignore}. */
    void create() throws IOException {
        if (!exists()) {
            Files.createDirectories(path.getParent());
            createOwnerOnly();
        }
        Path ignore = path.resolve(".gitignore");
        if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.write(ignore, IGNORE_ALL, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException another) {
                // Another process creates the same folder at the same moment.
            }
        }
    }

    private void createOwnerOnly() throws IOException {
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(path);
            }
        } catch (FileAlreadyExistsException another) {
            if (!exists()) {
                throw another;
            }
        }
    }
}

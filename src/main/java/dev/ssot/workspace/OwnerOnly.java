package dev.ssot.workspace;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Files and a directory that nobody but their owner can read or replace. Without POSIX permissions it trusts the ACL. */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private OwnerOnly() {}

    /** Asked for once: it may cost a look into the user database. */
    private static final class User {

        private static final long ID = new UnixSystem().getUid();

        private User() {}
    }

    /** Creates the directory if need be; then says why it cannot be trusted, if it cannot. */
    public static Optional<String> prepare(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, permissions(directory, "rwx------"));
        } catch (FileAlreadyExistsException existing) {
            return distrustDirectory(directory);
        }
        return Optional.empty();
    }

    public static Optional<String> distrustDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(directory + " is not a directory");
        }
        return distrust(directory, OTHERS_WRITE, "others can write to it; run chmod 700 on it");
    }

    public static Optional<String> distrustFile(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(file + " is not a regular file");
        }
        return distrust(file, OTHERS, "others can read or write it");
    }

    /** Whether it belongs to the user of this process; true where the file system cannot say. */
    public static boolean isOurs(Path path) throws IOException {
        return !posix(path) || (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS) == User.ID;
    }

    /** Takes a file from everybody but its owner, where the file system knows how. */
    public static void restrict(Path file) throws IOException {
        if (posix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** The attribute that creates something with these permissions, where the file system has any. */
    public static FileAttribute<?>[] permissions(Path near, String permissions) {
        return posix(near)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static Optional<String> distrust(Path path, Set<PosixFilePermission> forbidden, String because)
            throws IOException {
        if (!posix(path)) {
            return Optional.empty();
        }
        if (!isOurs(path)) {
            return Optional.of(path + " belongs to another user");
        }
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean open = attributes.permissions().stream().anyMatch(forbidden::contains);
        return open ? Optional.of(path + ": " + because) : Optional.empty();
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }
}

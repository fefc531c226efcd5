package dev.ssot.workspace.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The content of files and links, and its SHA-256. */
public final class Contents {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final int BUFFER_BYTES = 1 << 16;

    private Contents() {}

    /** The target of a link, as the bytes that stand for it, without slashes that mean nothing. */
    public static byte[] target(Path link) throws IOException {
        return PathText.bytes(PathText.path(PathText.of(Files.readSymbolicLink(link))));
    }

    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    /** What stands under the path now, read anew; empty when there is neither file nor link. */
    public static Optional<TreeEntry> entry(Path root, String path) throws IOException {
        Path file = root.resolve(PathText.path(path));
        try {
            FileStat stat = FileStat.of(file);
            if (stat.isFolder() || stat.isSpecial()) {
                return Optional.empty();
            }
            return Optional.of(stat.entry(path, stat.isLink() ? sha256(target(file)) : sha256(file)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (AccessDeniedException denied) {
            return Optional.of(TreeEntry.unreadable(path));
        } catch (FileSystemException belowAFile) {
            return Optional.empty();
        }
    }

    static String sha256(Path file) throws IOException {
        return copy(file, OutputStream.nullOutputStream());
    }

    /** Copies a file that is no link, and answers the SHA-256 of what was copied. */
    public static String copy(Path file, OutputStream to) throws IOException {
        try (SeekableByteChannel from = Files.newByteChannel(file, READ)) {
            MessageDigest digest = digest();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.clamp(from.size() + 1, 1, BUFFER_BYTES));
            while (from.read(buffer) >= 0) {
                digest.update(buffer.array(), 0, buffer.position());
                to.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}

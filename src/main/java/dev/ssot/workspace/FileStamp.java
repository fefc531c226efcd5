package dev.ssot.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from another without reading it. A rename keeps it. The key alone would not do: a
 * freed inode is given to the next file.
 */
public record FileStamp(@Nullable Object key, FileTime modifiedAt, long size) {

    /** No such file, or none that can be looked at. */
    public static final FileStamp ABSENT = new FileStamp(null, FileTime.fromMillis(0), -1);

    public static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
    }

    public static FileStamp orAbsent(Path file) {
        try {
            return of(file);
        } catch (IOException absent) {
            return ABSENT;
        }
    }
}

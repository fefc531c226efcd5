package dev.ssot.rpc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** One version of a file, told by its metadata. Replacing a file gives it another key, so no version is missed. */
public record FileStamp(long modifiedNanos, long size, String fileKey) {

    /** No such file, or none that can be looked at. */
    public static final FileStamp ABSENT = new FileStamp(0, -1, "");

    static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new FileStamp(
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    attributes.size(),
                    String.valueOf(attributes.fileKey()));
        } catch (IOException absent) {
            return ABSENT;
        }
    }
}

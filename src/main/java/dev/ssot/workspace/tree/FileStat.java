package dev.ssot.workspace.tree;

import dev.ssot.workspace.tree.TreeEntry.Mode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the system tells of a file without reading it, links not followed. Whoever writes to a file and sets its time of
 * modification back still changes the time of its status.
 *
 * @param mode type and permissions as POSIX has them
 * @param changed when content or attributes changed, in nanoseconds; the time of modification where that is not kept
 */
record FileStat(int mode, long device, long inode, long size, long modified, long changed) {

    private static final boolean POSIX = File.separatorChar == '/';
    private static final String ASKED = "unix:mode,dev,ino,size,lastModifiedTime,ctime";
    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int PERMISSIONS = 0777;
    private static final int ANY_MAY_EXECUTE = 0111;

    static FileStat of(Path path) throws IOException {
        if (!POSIX) {
            return of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        }
        Map<String, Object> told = Files.readAttributes(path, ASKED, LinkOption.NOFOLLOW_LINKS);
        return new FileStat(
                (int) number(told, "mode"),
                number(told, "dev"),
                number(told, "ino"),
                number(told, "size"),
                nanos((FileTime) known(told, "lastModifiedTime")),
                nanos((FileTime) known(told, "ctime")));
    }

    private static FileStat of(BasicFileAttributes told) {
        int type = told.isSymbolicLink() ? LINK : told.isDirectory() ? FOLDER : told.isRegularFile() ? REGULAR : 0;
        long modified = nanos(told.lastModifiedTime());
        return new FileStat(type, 0, 0, told.size(), modified, modified);
    }

    private static long number(Map<String, Object> told, String name) {
        return ((Number) known(told, name)).longValue();
    }

    private static Object known(Map<String, Object> told, String name) {
        return Objects.requireNonNull(told.get(name), "a POSIX system tells " + name);
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    boolean isFolder() {
        return (mode & TYPE) == FOLDER;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /** Neither file nor link nor folder: what has no content to keep. */
    boolean isSpecial() {
        return !isFolder() && !isLink() && (mode & TYPE) != REGULAR;
    }

    TreeEntry entry(String path, String sha256) {
        if (isLink()) {
            return new TreeEntry(path, Mode.LINK, 0, sha256, size);
        }
        return new TreeEntry(
                path, (mode & ANY_MAY_EXECUTE) == 0 ? Mode.FILE : Mode.EXECUTABLE, mode & PERMISSIONS, sha256, size);
    }
}

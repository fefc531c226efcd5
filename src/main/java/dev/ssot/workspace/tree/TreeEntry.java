package dev.ssot.workspace.tree;

/**
 * A file or link of a worktree.
 *
 * @param path from the root, as {@link PathText} writes it
 * @param permissions the nine bits of owner, group and others; 0 for links and where the file system has none
 * @param sha256 of the content, in hex; of the target for a link; empty for what could not be read
 */
public record TreeEntry(String path, Mode mode, int permissions, String sha256, long size) {

    /** What stands under the path. */
    public enum Mode {
        FILE,
        EXECUTABLE,
        /** A symbolic link, which is not followed. */
        LINK,
        /** A file or folder that is there and that this process may not read. */
        UNREADABLE
    }

    static TreeEntry unreadable(String path) {
        return new TreeEntry(path, Mode.UNREADABLE, 0, "", 0);
    }
}

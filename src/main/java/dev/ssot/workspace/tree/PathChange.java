package dev.ssot.workspace.tree;

/** A path under which one manifest has something else than another. */
public record PathChange(String path, Kind kind) {

    /** How the later one differs. */
    public enum Kind {
        ADDED,
        REMOVED,
        MODIFIED
    }
}

package dev.ssot.operation.snapshot;

import java.util.List;

/** A snapshot that was restored, in the envelope of the tools that are called by their contract's names. */
public record RestoreSnapshotResult(boolean passed, boolean success, Restored data) {

    /**
     * What was done.
     *
     * @param preRestoreSnapshotId what the paths held before
     * @param changedPaths how many paths hold something else than before
     * @param leftAlone paths that differ and are not restored: the registry and what belongs to it, and what nobody
     *     could read when the snapshot was taken
     */
    public record Restored(
            boolean restored,
            String snapshotId,
            String preRestoreSnapshotId,
            int changedPaths,
            List<String> leftAlone) {}

    static RestoreSnapshotResult of(String snapshotId, String before, int changedPaths, List<String> leftAlone) {
        return new RestoreSnapshotResult(true, true, new Restored(true, snapshotId, before, changedPaths, leftAlone));
    }
}

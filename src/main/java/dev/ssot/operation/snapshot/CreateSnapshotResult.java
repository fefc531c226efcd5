package dev.ssot.operation.snapshot;

import dev.ssot.campaign.Snapshot;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.TreeEntry;
import java.util.List;
import java.util.Locale;

/** A snapshot that was taken, in the envelope of the tools that are called by their contract's names. */
public record CreateSnapshotResult(boolean passed, boolean success, Created data) {

    /**
     * The snapshot.
     *
     * @param method git, or walk where git does not manage the folder and everything counts
     * @param unreadable files and folders that this process may not read, and that it does not hold
     */
    public record Created(
            String snapshotId,
            String agentId,
            long timestampMs,
            String description,
            int fileCount,
            String method,
            List<String> unreadable) {}

    static CreateSnapshotResult of(Snapshot snapshot, Manifest manifest) {
        return new CreateSnapshotResult(
                true,
                true,
                new Created(
                        snapshot.id(),
                        snapshot.agentId(),
                        snapshot.takenAt().toEpochMilli(),
                        snapshot.description(),
                        snapshot.fileCount(),
                        snapshot.method().toLowerCase(Locale.ROOT),
                        manifest.entries().stream()
                                .filter(entry -> entry.mode() == TreeEntry.Mode.UNREADABLE)
                                .map(TreeEntry::path)
                                .toList()));
    }
}

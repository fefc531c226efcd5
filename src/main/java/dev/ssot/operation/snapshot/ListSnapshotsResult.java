package dev.ssot.operation.snapshot;

import dev.ssot.campaign.Snapshot;
import java.util.List;

/** Snapshots, the newest first, in the envelope of the tools that are called by their contract's names. */
public record ListSnapshotsResult(boolean passed, boolean success, Listed data) {

    /** The snapshots. */
    public record Listed(List<Line> snapshots) {}

    /** One of them. */
    public record Line(String id, String agentId, long timestampMs, String description, int fileCount) {

        public static Line of(Snapshot snapshot) {
            return new Line(
                    snapshot.id(),
                    snapshot.agentId(),
                    snapshot.takenAt().toEpochMilli(),
                    snapshot.description(),
                    snapshot.fileCount());
        }
    }

    static ListSnapshotsResult of(List<Snapshot> snapshots) {
        return new ListSnapshotsResult(
                true, true, new Listed(snapshots.stream().map(Line::of).toList()));
    }
}

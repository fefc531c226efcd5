package dev.ssot.store;

import dev.ssot.campaign.Snapshot;
import dev.ssot.campaign.SnapshotRecords;

/** The records of snapshots inside a decision, whose notes tell the log of them. */
record NotedSnapshots(SqliteSnapshots table, DecisionNotes notes) implements SnapshotRecords {

    @Override
    public long nextNumber() {
        return table.nextNumber();
    }

    @Override
    public void add(Snapshot snapshot) {
        table.add(snapshot);
        notes.taken(snapshot);
    }

    @Override
    public void drop(long number) {
        table.drop(number);
        notes.dropped(number);
    }

    @Override
    public void weigh(long number, long bytes) {
        table.weigh(number, bytes);
    }
}

package dev.ssot.campaign;

/** Which snapshots there are. Their contents are kept elsewhere, and are durable before a snapshot is added here. */
public interface SnapshotRecords {

    /** A number above every one that a snapshot of this store has ever had. */
    long nextNumber();

    void add(Snapshot snapshot);

    void drop(long number);

    /** Writes down anew what a snapshot weighs, because others were dropped. */
    void weigh(long number, long bytes);
}

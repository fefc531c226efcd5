package dev.ssot.operation.engine;

import dev.ssot.operation.snapshot.CreateSnapshot;
import dev.ssot.operation.snapshot.CreateSnapshotRequest;
import dev.ssot.operation.snapshot.CreateSnapshotResult;
import dev.ssot.operation.snapshot.DiffSnapshots;
import dev.ssot.operation.snapshot.DiffSnapshotsRequest;
import dev.ssot.operation.snapshot.DiffSnapshotsResult;
import dev.ssot.operation.snapshot.ListSnapshots;
import dev.ssot.operation.snapshot.ListSnapshotsRequest;
import dev.ssot.operation.snapshot.ListSnapshotsResult;
import dev.ssot.operation.snapshot.RestoreSnapshot;
import dev.ssot.operation.snapshot.RestoreSnapshotRequest;
import dev.ssot.operation.snapshot.RestoreSnapshotResult;
import java.util.List;

/** Snapshots of the worktree. */
final class SnapshotBindings {

    private SnapshotBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>(
                        "snapshot.create",
                        CreateSnapshotRequest.class,
                        CreateSnapshotResult.class,
                        new CreateSnapshot()),
                new Binding<>(
                        "snapshot.list", ListSnapshotsRequest.class, ListSnapshotsResult.class, new ListSnapshots()),
                new Binding<>(
                        "snapshot.diff", DiffSnapshotsRequest.class, DiffSnapshotsResult.class, new DiffSnapshots()),
                new Binding<>(
                        "snapshot.restore",
                        RestoreSnapshotRequest.class,
                        RestoreSnapshotResult.class,
                        new RestoreSnapshot()));
    }
}

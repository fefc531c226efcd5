package dev.ssot.operation.snapshot;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code snapshot.list}: the snapshots of an agent, or of all, the newest first. */
public final class ListSnapshots implements UseCase<ListSnapshotsRequest, ListSnapshotsResult> {

    @Override
    public Reply<ListSnapshotsResult> run(ListSnapshotsRequest request, Context context) {
        String agentId = request.agentId() == null ? null : request.agentId().text();
        return Reply.answer(ListSnapshotsResult.of(context.read(view -> view.snapshots(agentId, request.limit()))));
    }
}

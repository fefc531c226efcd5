package dev.ssot.operation.workspace;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.snapshot.SnapshotIds;
import java.io.IOException;
import java.util.Optional;

/** {@code workspace.status}: what was changed in a workspace since it began. */
public final class WorkspaceStatus implements UseCase<WorkspaceRequest, WorkspaceResult> {

    @Override
    public Reply<WorkspaceResult> run(WorkspaceRequest request, Context context) {
        Optional<Reply<WorkspaceResult>> refusal = SnapshotIds.refusal(request.agentId());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return Reply.answer(
                    WorkspaceResult.of(WorkspaceStatuses.of(request.agentId().text(), context)));
        } catch (IOException failure) {
            return unreadable(failure);
        }
    }

    static Reply<WorkspaceResult> unreadable(IOException failure) {
        return Reply.refused(
                ErrorCode.STORE_UNAVAILABLE,
                "the workspace cannot be read or written: " + failure.getMessage(),
                "Check the free space and the permissions of .ssot/control, then call again; replace makes a new one.");
    }
}

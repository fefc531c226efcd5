package dev.ssot.operation.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Snapshot;
import dev.ssot.campaign.Workspace;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.snapshot.SnapshotIds;
import dev.ssot.operation.snapshot.SnapshotTaking;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.copy.WorkingCopy;
import dev.ssot.workspace.snapshot.ObjectStore;
import dev.ssot.workspace.tree.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code workspace.create}: a copy of the worktree as it is now, for one agent. */
public final class WorkspaceCreate implements UseCase<WorkspaceCreateRequest, WorkspaceResult> {

    @Override
    public Reply<WorkspaceResult> run(WorkspaceCreateRequest request, Context context) {
        Optional<Reply<WorkspaceResult>> settled =
                context.<WorkspaceResult>recorded().or(() -> SnapshotIds.refusal(request.agentId()));
        if (settled.isPresent()) {
            return settled.get();
        }
        String agent = request.agentId().text();
        try {
            Optional<OpenWorkspace> standing = OpenWorkspace.of(agent, context);
            if (standing.isPresent() && !request.replace()) {
                return Reply.refused(
                        ErrorCode.CONFLICT,
                        "%s has a workspace since %s"
                                .formatted(agent, standing.get().baseId()),
                        "Merge it with vox_workspace_merge, or call with replace true.");
            }
            Optional<Refusal> unkept = standing.flatMap(old -> keep(old, agent, context));
            return unkept.isPresent() ? new Reply.Refused<>(unkept.get()) : create(agent, context);
        } catch (IOException failure) {
            return WorkspaceStatus.unreadable(failure);
        }
    }

    /** What was changed in the one that goes stays as a snapshot. */
    private static Optional<Refusal> keep(OpenWorkspace old, String agent, Context context) {
        List<String> changed =
                old.changes().stream().map(change -> change.path()).toList();
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        SnapshotTaking.Order order = new SnapshotTaking.Order(agent, "workspace before it was replaced", changed);
        return SnapshotTaking.keep(
                                context,
                                order,
                                old.now().only(changed::contains),
                                old.copy().tree())
                        instanceof SnapshotTaking.Taken.Refused(Refusal refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }

    private static Reply<WorkspaceResult> create(String agent, Context context) throws IOException {
        SnapshotTaking.Order order = new SnapshotTaking.Order(agent, "base of the workspace of " + agent, List.of(""));
        return switch (SnapshotTaking.take(context, order, List.of())) {
            case SnapshotTaking.Taken.Refused(Refusal refusal) -> new Reply.Refused<>(refusal);
            case SnapshotTaking.Taken.Done(Snapshot base, Manifest content) -> {
                WorkingCopy copy = OpenWorkspace.copy(agent, context);
                try (ObjectStore.Use _ = context.place().objects().use()) {
                    copy.create(OpenWorkspace.copied(content), context.place().objects());
                }
                ObjectNode data = Json.object()
                        .put("workspace_created", true)
                        .put("agent_id", agent)
                        .put("base_snapshot", base.id())
                        .put("path", copy.tree().toString());
                yield context.decide(tx -> {
                    tx.openWorkspace(new Workspace(agent, base.number(), tx.now()));
                    return Reply.answer(WorkspaceResult.of(data));
                });
            }
        };
    }
}

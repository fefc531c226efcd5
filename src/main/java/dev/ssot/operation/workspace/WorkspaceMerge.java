package dev.ssot.operation.workspace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.campaign.RepoPath;
import dev.ssot.campaign.Snapshot;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.log.FileChanges;
import dev.ssot.operation.log.SnapshotPair;
import dev.ssot.operation.log.SnapshotTurn;
import dev.ssot.operation.snapshot.SnapshotIds;
import dev.ssot.operation.snapshot.SnapshotTaking;
import dev.ssot.operation.snapshot.SnapshotTaking.Taken;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.PathChange;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code workspace.merge}: brings the changes of a workspace into the worktree, all of them or none, and ends it. */
public final class WorkspaceMerge implements UseCase<WorkspaceMergeRequest, WorkspaceResult> {

    @Override
    public Reply<WorkspaceResult> run(WorkspaceMergeRequest request, Context context) {
        Optional<Reply<WorkspaceResult>> settled =
                context.<WorkspaceResult>recorded().or(() -> SnapshotIds.refusal(request.agentId()));
        return settled.isPresent()
                ? settled.get()
                : request.lease().complete(lease -> merge(request.agentId().text(), lease, context));
    }

    private static Reply<WorkspaceResult> merge(String agent, @Nullable LeaseRef lease, Context context) {
        try {
            Optional<OpenWorkspace> workspace = OpenWorkspace.of(agent, context);
            return workspace.isEmpty()
                    ? Reply.answer(WorkspaceResult.failed(
                            Json.object().put("merged", false).put("error", "no_active_workspace")))
                    : merge(workspace.get(), lease, context);
        } catch (IOException failure) {
            return WorkspaceStatus.unreadable(failure);
        }
    }

    private static Reply<WorkspaceResult> merge(OpenWorkspace workspace, @Nullable LeaseRef lease, Context context)
            throws IOException {
        List<PathChange> changes = workspace.changes();
        List<String> paths = changes.stream().map(PathChange::path).toList();
        Manifest worktree = OpenWorkspace.copied(context.place().capture().capture(List.of(""), paths));
        ThreeWay merge = ThreeWay.of(changes, workspace, worktree);
        if (!merge.conflicts().isEmpty()) {
            return Reply.answer(WorkspaceResult.failed(conflicts(merge, changes)));
        }
        Optional<Refusal> held = heldByOthers(merge.taken(), lease, context);
        if (held.isPresent()) {
            return new Reply.Refused<>(held.get());
        }
        return merge.taken().isEmpty()
                ? ended(workspace, 0, null, context)
                : apply(workspace, merge, worktree, context);
    }

    private static ObjectNode conflicts(ThreeWay merge, List<PathChange> changes) {
        ObjectNode data = Json.object().put("merged", false).put("error", "conflicts");
        ArrayNode conflicts = data.putArray("conflicts");
        changes.stream()
                .filter(change -> merge.conflicts().containsKey(change.path()))
                .forEach(change -> conflicts
                        .addObject()
                        .put("path", change.path())
                        .put("workspace", kind(change))
                        .put("worktree", merge.conflicts().get(change.path())));
        return data;
    }

    private static String kind(PathChange change) {
        return switch (change.kind()) {
            case ADDED -> "Added";
            case REMOVED -> "Removed";
            case MODIFIED -> "Modified";
        };
    }

    private static Optional<Refusal> heldByOthers(Collection<String> paths, @Nullable LeaseRef lease, Context context) {
        return context.read(view -> {
            Optional<Refusal> notHeld = lease == null ? Optional.empty() : HeldLease.refusal(view, lease);
            if (notHeld.isPresent()) {
                return notHeld;
            }
            for (Lease other : view.openLeases()) {
                boolean own = lease != null && other.leaseId().equals(lease.leaseId());
                Optional<String> held = own || other.isOverdue(view.now())
                        ? Optional.empty()
                        : paths.stream()
                                .filter(path -> RepoPath.isUnderAny(path, other.pathRoots()))
                                .findFirst();
                if (held.isPresent()) {
                    return Optional.of(new Refusal(
                            ErrorCode.CONFLICT,
                            "%s belongs to lease %s of %s until %s"
                                    .formatted(held.get(), other.leaseId(), other.workerId(), other.expiresAt()),
                            "Nothing was merged. Give lease_id and fencing_token if the lease is yours, or wait for its"
                                    + " end."));
                }
            }
            return Optional.empty();
        });
    }

    /** Both sides are kept as snapshots first, so that the merge can be undone like every other operation. */
    private static Reply<WorkspaceResult> apply(
            OpenWorkspace workspace, ThreeWay merge, Manifest worktree, Context context) {
        String agent = workspace.workspace().agentId();
        List<String> paths = List.copyOf(merge.taken());
        Taken before = SnapshotTaking.keep(
                context,
                new SnapshotTaking.Order(agent, "before the merge of the workspace of " + agent, paths),
                worktree.only(merge.taken()::contains));
        if (before instanceof Taken.Refused(Refusal refusal)) {
            return new Reply.Refused<>(refusal);
        }
        Taken after = SnapshotTaking.keep(
                context,
                new SnapshotTaking.Order(agent, "the workspace of " + agent, paths),
                workspace.now().only(merge.taken()::contains),
                workspace.copy().tree());
        if (after instanceof Taken.Refused(Refusal refusal)) {
            return new Reply.Refused<>(refusal);
        }
        Snapshot old = ((Taken.Done) before).snapshot();
        Snapshot fresh = ((Taken.Done) after).snapshot();
        long announced = FileChanges.announce(
                context,
                agent,
                paths,
                Json.object().put("base_snapshot", workspace.baseId()).put("pre_merge_snapshot_id", old.id()),
                SnapshotPair.text(old.number(), fresh.number(), paths).orElse(null));
        Optional<String> problem =
                new SnapshotTurn(context, new SnapshotPair(old.number(), fresh.number(), paths)).run();
        if (problem.isPresent()) {
            Refusal refusal = new Refusal(
                    ErrorCode.CONFLICT,
                    "the workspace was not merged: " + problem.get(),
                    "Look at the path, then call again.");
            FileChanges.takeBack(context, announced, refusal);
            return new Reply.Refused<>(refusal);
        }
        return ended(workspace, paths.size(), old.id(), context);
    }

    private static Reply<WorkspaceResult> ended(
            OpenWorkspace workspace, int merged, @Nullable String before, Context context) {
        ObjectNode data =
                Json.object().put("merged", true).put("files_merged", merged).put("pre_merge_snapshot_id", before);
        Reply<WorkspaceResult> reply = context.decide(tx -> {
            tx.closeWorkspace(workspace.workspace().agentId());
            return Reply.answer(WorkspaceResult.of(data));
        });
        try {
            workspace.copy().remove();
            return reply;
        } catch (IOException left) {
            return WorkspaceStatus.unreadable(left);
        }
    }
}

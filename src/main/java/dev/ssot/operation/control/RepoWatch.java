package dev.ssot.operation.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Conflict;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.campaign.WorktreeScan;
import dev.ssot.campaign.WorktreeScan.Renamed;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.WorktreeChanges;
import java.util.List;
import java.util.Optional;

/** {@code repo.watch}: holds the changed paths of the worktree against the leases. */
public final class RepoWatch implements UseCase<RepoWatchRequest, RepoWatchResult> {

    @Override
    public Reply<RepoWatchResult> run(RepoWatchRequest request, Context context) {
        // Before the transaction: a decision must not walk the worktree.
        return switch (context.place().changes()) {
            case WorktreeChanges.Unknown(String reason) ->
                Reply.refused(ErrorCode.NOT_FOUND, reason, "Run it in a git worktree; changes are told by git.");
            case WorktreeChanges.Found found -> {
                boolean ignoresCase = context.place().worktree().ignoresCase();
                yield request.emitEvents()
                        ? context.decide(tx -> {
                            WorktreeScan scan = scan(found, tx, ignoresCase);
                            tell(tx, scan);
                            return Reply.answer(RepoWatchResult.of(scan));
                        })
                        : context.read(view -> Reply.answer(RepoWatchResult.of(scan(found, view, ignoresCase))));
            }
        };
    }

    private static WorktreeScan scan(WorktreeChanges.Found found, ControlView view, boolean ignoresCase) {
        List<Lease> active = view.openLeases().stream()
                .filter(lease -> lease.status() == LeaseStatus.ACTIVE && !lease.isOverdue(view.now()))
                .toList();
        List<Renamed> renames = found.renames().stream()
                .map(rename -> new Renamed(rename.from(), rename.to()))
                .toList();
        return WorktreeScan.of(found.paths(), renames, active, ignoresCase);
    }

    private static void tell(ControlTransaction tx, WorktreeScan scan) {
        if (!scan.changedPaths().isEmpty()) {
            tx.emit(NewEvent.of(Kind.WORKTREE_CHANGED, Action.REFRESH_CONTEXT, Json.tree(scan)));
        }
        if (!scan.outOfLeasePaths().isEmpty()) {
            tx.emit(NewEvent.of(
                    Kind.OUT_OF_LEASE_PATH_CHANGED, Action.PAUSE_AND_CHECK_CONFLICTS, paths(scan.outOfLeasePaths())));
        }
        if (!scan.forbiddenPaths().isEmpty()) {
            Kind kind = scan.forbiddenPaths().contains(Registry.PATH)
                    ? Kind.UNAUTHORIZED_REGISTRY_WRITE
                    : Kind.FORBIDDEN_PATH_CHANGED;
            tx.emit(NewEvent.of(kind, Action.STOP_CURRENT_WORK, paths(scan.forbiddenPaths())));
        }
        scan.conflicts().forEach(conflict -> open(tx, conflict));
    }

    /** One that is open already was told when it was opened. */
    private static void open(ControlTransaction tx, WorktreeScan.PathConflict found) {
        Lease owner = tx.lease(found.ownerLeaseId()).orElseThrow();
        Optional<Conflict> opened = tx.openConflict(owner.campaignId(), found);
        opened.ifPresent(conflict -> tx.emit(NewEvent.of(
                Kind.PATH_CONFLICT_DETECTED, owner, Action.PAUSE_AND_CHECK_CONFLICTS, Json.tree(conflict))));
    }

    private static ObjectNode paths(List<String> paths) {
        ObjectNode payload = Json.object();
        var changed = payload.putArray("changed_paths");
        paths.forEach(changed::add);
        return payload;
    }
}

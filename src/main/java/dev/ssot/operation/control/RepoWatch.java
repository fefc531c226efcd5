package dev.ssot.operation.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.NewConflict;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.campaign.WorktreeScan;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.watch.WorktreeWatch;
import dev.ssot.operation.watch.WorktreeWatch.Seen;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.WorktreeChanges;
import java.util.List;

/** {@code repo.watch}: holds the changed paths of the worktree against the leases. */
public final class RepoWatch implements UseCase<RepoWatchRequest, RepoWatchResult> {

    @Override
    public Reply<RepoWatchResult> run(RepoWatchRequest request, Context context) {
        // Before the transaction: a decision must not walk the worktree.
        return switch (context.place().changes()) {
            case WorktreeChanges.Unknown(String reason) ->
                Reply.refused(ErrorCode.NOT_FOUND, reason, "Run it in a git worktree; changes are told by git.");
            case WorktreeChanges.Found found -> {
                Seen seen = context.read(view -> WorktreeWatch.see(context.place(), found, view));
                // Who wrote a known content was told when it became known; that it is not committed is no news.
                boolean known =
                        context.read(view -> view.registryTrace().known().isPresent());
                yield request.emitEvents()
                        ? context.decide(tx -> {
                            tell(tx, seen, known);
                            return Reply.answer(RepoWatchResult.of(seen.scan()));
                        })
                        : Reply.answer(RepoWatchResult.of(seen.scan()));
            }
        };
    }

    private static void tell(ControlTransaction tx, Seen seen, boolean registryIsKnown) {
        WorktreeScan scan = seen.scan();
        if (!scan.changedPaths().isEmpty()) {
            tx.emit(NewEvent.of(Kind.WORKTREE_CHANGED, Action.REFRESH_CONTEXT, Json.tree(scan)));
        }
        if (!scan.outOfLeasePaths().isEmpty()) {
            tx.emit(NewEvent.of(
                    Kind.OUT_OF_LEASE_PATH_CHANGED, Action.PAUSE_AND_CHECK_CONFLICTS, paths(scan.outOfLeasePaths())));
        }
        List<String> forbidden = scan.forbiddenPaths().stream()
                .filter(path -> !registryIsKnown || !path.equals(Registry.PATH))
                .toList();
        if (!forbidden.isEmpty()) {
            Kind kind =
                    forbidden.contains(Registry.PATH) ? Kind.UNAUTHORIZED_REGISTRY_WRITE : Kind.FORBIDDEN_PATH_CHANGED;
            tx.emit(NewEvent.of(kind, Action.STOP_CURRENT_WORK, paths(forbidden)));
        }
        for (NewConflict conflict : seen.conflicts()) {
            if (conflict.kind() == NewConflict.Kind.FORBIDDEN_PATH) {
                // Told above, whether it was told before or not.
                var _ = tx.openConflict(conflict);
            } else {
                WorktreeWatch.open(tx, conflict);
            }
        }
    }

    private static ObjectNode paths(List<String> paths) {
        ObjectNode payload = Json.object();
        var changed = payload.putArray("changed_paths");
        paths.forEach(changed::add);
        return payload;
    }
}

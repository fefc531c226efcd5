package dev.ssot.operation.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Conflict;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.campaign.NewConflict;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.campaign.UnexplainedChanges;
import dev.ssot.campaign.WorktreeScan;
import dev.ssot.campaign.WorktreeScan.Renamed;
import dev.ssot.operation.Place;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.WorktreeChanges;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Holds what git tells of the worktree against the leases. The worktree is walked before anything is decided. */
public final class WorktreeWatch {

    private WorktreeWatch() {}

    /** A look at the worktree: all that changed, and what of it no lease explains. */
    public record Seen(WorktreeScan scan, List<NewConflict> conflicts) {}

    /**
     * Tells what is new since the last look of anybody.
     *
     * @return what was seen; empty when nobody holds a lease or git cannot tell
     */
    public static Optional<Seen> look(Place place, Instant now) {
        if (place.control().read(now, WorktreeWatch::active).isEmpty()
                || !(place.changes() instanceof WorktreeChanges.Found found)) {
            return Optional.empty();
        }
        Seen seen = place.control().read(now, view -> see(place, found, view));
        tell(place, seen.conflicts(), now);
        return Optional.of(seen);
    }

    /** Tells what the report of a worker who holds a lease no more shows. */
    public static void lookAtReport(Place place, LeaseRef reporter, List<String> changedPaths, Instant now) {
        List<NewConflict> conflicts = place.control()
                .read(
                        now,
                        view -> view.lease(reporter.leaseId())
                                .filter(lease -> lease.workerId().equals(reporter.workerId())
                                        && lease.fencingToken() == reporter.fencingToken())
                                .map(lease -> new UnexplainedChanges(place.worktree(), view.leases(null), view.now())
                                        .in(lease, changedPaths))
                                .orElse(List.of()));
        tell(place, conflicts, now);
    }

    public static Seen see(Place place, WorktreeChanges.Found found, ControlView view) {
        List<Renamed> renames = found.renames().stream()
                .map(rename -> new Renamed(rename.from(), rename.to()))
                .toList();
        WorktreeScan scan = WorktreeScan.of(
                found.paths(), renames, active(view), place.worktree().ignoresCase());
        return new Seen(
                scan,
                UnexplainedChanges.isNeededFor(scan)
                        ? new UnexplainedChanges(place.worktree(), view.leases(null), view.now()).in(scan)
                        : List.of());
    }

    private static void tell(Place place, List<NewConflict> conflicts, Instant now) {
        if (!conflicts.isEmpty()) {
            var _ = place.control().decide(now, tx -> {
                conflicts.forEach(conflict -> open(tx, conflict));
                return conflicts;
            });
        }
    }

    /** One that is open already was told when it was opened. */
    public static void open(ControlTransaction tx, NewConflict found) {
        tx.openConflict(found).ifPresent(conflict -> tx.emit(event(found, conflict)));
    }

    private static NewEvent event(NewConflict found, Conflict conflict) {
        ObjectNode payload = Json.tree(conflict);
        if (found.kind() == NewConflict.Kind.FORBIDDEN_PATH) {
            return NewEvent.of(Kind.FORBIDDEN_PATH_CHANGED, Action.STOP_CURRENT_WORK, payload);
        }
        Lease owner = found.owner();
        return owner == null
                ? NewEvent.of(Kind.PATH_CONFLICT_DETECTED, Action.PAUSE_AND_CHECK_CONFLICTS, payload)
                : NewEvent.of(Kind.PATH_CONFLICT_DETECTED, owner, Action.PAUSE_AND_CHECK_CONFLICTS, payload);
    }

    private static List<Lease> active(ControlView view) {
        return view.openLeases().stream()
                .filter(lease -> isActive(lease, view.now()))
                .toList();
    }

    private static boolean isActive(Lease lease, Instant now) {
        return lease.status() == LeaseStatus.ACTIVE && !lease.isOverdue(now);
    }
}

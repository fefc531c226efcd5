package dev.ssot.operation.snapshot;

import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.campaign.RepoPath;
import dev.ssot.campaign.Snapshot;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.workspace.tree.WorktreeCapture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which paths a restore may touch. */
public final class RestoreScope {

    private static final String OURS = ".ssot";
    private static final String EVIDENCE = ".ssot/evidence";

    private RestoreScope() {}

    /** What choosing the paths led to. */
    sealed interface Choice {

        /** @param roots what is looked at: all of it is covered by the snapshot */
        record Chosen(List<String> roots) implements Choice {}

        record Refused(Refusal refusal) implements Choice {}
    }

    static Choice choose(RestoreSnapshotRequest request, Snapshot snapshot) {
        if (request.paths() == null) {
            return new Choice.Chosen(snapshot.roots());
        }
        List<String> chosen = new ArrayList<>();
        for (String path : request.paths()) {
            String normalized;
            try {
                normalized = WorktreeCapture.normalized(path);
            } catch (IllegalArgumentException outside) {
                return refused("a path does not lead into the repository: " + path);
            }
            List<String> covered = covered(normalized, snapshot.roots());
            if (covered.isEmpty()) {
                return refused("%s does not cover %s".formatted(snapshot.id(), path));
            }
            chosen.addAll(covered);
        }
        return new Choice.Chosen(chosen);
    }

    private static Choice refused(String message) {
        return new Choice.Refused(new Refusal(
                ErrorCode.INVALID_ARGUMENTS,
                message,
                "Nothing was changed. Give paths from the root of the repository that the snapshot covers."));
    }

    private static List<String> covered(String path, List<String> roots) {
        if (roots.stream().anyMatch(root -> isUnder(path, root))) {
            return List.of(path);
        }
        return roots.stream().filter(root -> isUnder(root, path)).toList();
    }

    static boolean isUnder(String path, String root) {
        return root.isEmpty() || RepoPath.isUnder(path, root);
    }

    /** The registry and all that is kept in step with it changes through its own operations alone. */
    public static boolean isLeftAlone(String path) {
        String folded = path.toLowerCase(Locale.ROOT);
        return RepoPath.isForbidden(folded) || isUnder(folded, OURS) && !isUnder(folded, EVIDENCE);
    }

    /** Why the paths may not be written now, because of who works there; empty when they may. */
    static Optional<Refusal> heldByOthers(RestoreSnapshotRequest request, Context context, Collection<String> paths) {
        return context.read(view -> {
            Optional<LeaseRef> own = own(request);
            Optional<Refusal> notHeld = own.flatMap(ref -> HeldLease.refusal(view, ref));
            if (notHeld.isPresent() || request.overriddenBy() != null) {
                return notHeld;
            }
            return firstHeld(view, request.leaseId(), context.place(), paths);
        });
    }

    private static Optional<LeaseRef> own(RestoreSnapshotRequest request) {
        return request.leaseId() == null || request.fencingToken() == null
                ? Optional.empty()
                : Optional.of(new LeaseRef(null, request.leaseId(), request.fencingToken()));
    }

    private static Optional<Refusal> firstHeld(
            ControlView view, @Nullable String own, Place place, Collection<String> paths) {
        List<Lease> others = view.openLeases().stream()
                .filter(lease ->
                        !lease.isOverdue(view.now()) && !lease.leaseId().equals(own))
                .toList();
        for (String path : paths) {
            Optional<Lease> holder =
                    others.stream().filter(lease -> covers(lease, path, place)).findFirst();
            if (holder.isPresent()) {
                return Optional.of(new Refusal(
                        ErrorCode.CONFLICT,
                        "%s belongs to lease %s of %s until %s"
                                .formatted(
                                        path,
                                        holder.get().leaseId(),
                                        holder.get().workerId(),
                                        holder.get().expiresAt()),
                        "Nothing was changed. Give lease_id and fencing_token if the lease is yours, choose other"
                                + " paths, or ask an operator, who restores with `ssot snapshot restore"
                                + " --overridden-by NAME --reason WHY`."));
            }
        }
        return Optional.empty();
    }

    private static boolean covers(Lease lease, String path, Place place) {
        String text = comparable(path, place);
        return lease.pathRoots().stream().anyMatch(root -> isUnder(text, comparable(root, place)));
    }

    private static String comparable(String path, Place place) {
        return place.worktree().ignoresCase() ? path.toLowerCase(Locale.ROOT) : path;
    }
}

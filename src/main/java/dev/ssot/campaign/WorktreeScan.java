package dev.ssot.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in the worktree, held against the leases. Git does not tell who changed a path, so a conflict is
 * seen only where one change touches what two hold: a path under leases of two workers, or a file that left a lease.
 *
 * @param authorizedPaths under an active lease
 * @param outOfLeasePaths under none
 * @param forbiddenPaths that no lease may cover
 */
public record WorktreeScan(
        List<String> changedPaths,
        List<String> authorizedPaths,
        List<String> outOfLeasePaths,
        List<String> forbiddenPaths,
        List<PathConflict> conflicts) {

    /** A file that was moved. */
    public record Renamed(String from, String to) {}

    /**
     * Paths of one lease that somebody else seems to have changed.
     *
     * @param suspectedActor the worker whose lease explains the change; null when none does
     */
    public record PathConflict(
            String ownerLeaseId,
            String ownerWorkerId,
            @Nullable String suspectedActor,
            List<String> changedPaths) {}

    /** @param active leases that hold now */
    public static WorktreeScan of(
            Collection<String> changed, List<Renamed> renames, List<Lease> active, boolean ignoresCase) {
        Cover cover = new Cover(active, ignoresCase);
        List<String> authorized = new ArrayList<>();
        List<String> outOfLease = new ArrayList<>();
        List<String> forbidden = new ArrayList<>();
        List<PathConflict> conflicts = new ArrayList<>();
        SequencedSet<String> sorted = new TreeSet<>(changed);
        for (String path : sorted) {
            List<Lease> holders = cover.of(path);
            if (RepoPath.isForbidden(path)) {
                forbidden.add(path);
            } else if (holders.isEmpty()) {
                outOfLease.add(path);
            } else {
                authorized.add(path);
                addShared(path, holders, conflicts);
            }
        }
        renames.forEach(renamed -> addMoved(renamed, cover, conflicts));
        return new WorktreeScan(List.copyOf(sorted), authorized, outOfLease, forbidden, conflicts);
    }

    /** Our claims never overlap; the reference's can. */
    private static void addShared(String path, List<Lease> holders, List<PathConflict> conflicts) {
        Lease first = holders.getFirst();
        holders.stream()
                .filter(other -> !other.workerId().equals(first.workerId()))
                .forEach(other -> conflicts.add(conflict(first, other.workerId(), List.of(path))));
    }

    private static void addMoved(Renamed renamed, Cover cover, List<PathConflict> conflicts) {
        List<Lease> there = cover.of(renamed.to());
        for (Lease left : cover.of(renamed.from())) {
            if (there.stream().noneMatch(lease -> lease.workerId().equals(left.workerId()))) {
                String mover = there.isEmpty() ? null : there.getFirst().workerId();
                conflicts.add(conflict(left, mover, List.of(renamed.from(), renamed.to())));
            }
        }
    }

    private static PathConflict conflict(Lease owner, @Nullable String actor, List<String> paths) {
        return new PathConflict(owner.leaseId(), owner.workerId(), actor, paths);
    }

    /** Which leases cover a path. */
    private static final class Cover {

        private final Map<String, List<Lease>> leases = new HashMap<>();
        private final boolean ignoresCase;

        Cover(List<Lease> active, boolean ignoresCase) {
            this.ignoresCase = ignoresCase;
            for (Lease lease : active) {
                lease.pathRoots()
                        .forEach(root -> leases.computeIfAbsent(key(root), key -> new ArrayList<>())
                                .add(lease));
            }
        }

        List<Lease> of(String path) {
            List<Lease> covering = new ArrayList<>();
            String part = key(path);
            while (true) {
                covering.addAll(leases.getOrDefault(part, List.of()));
                int slash = part.lastIndexOf('/');
                if (slash < 0) {
                    return covering;
                }
                part = part.substring(0, slash);
            }
        }

        private String key(String path) {
            return ignoresCase ? path.toLowerCase(Locale.ROOT) : path;
        }
    }
}

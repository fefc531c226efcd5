package dev.ssot.campaign;

import dev.ssot.campaign.NewConflict.Kind;
import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the changed paths that no lease explains. A change is explained by a lease over its path that held when the
 * file was last written; what is older than every lease that holds now is somebody's standing work and nobody's matter.
 */
public final class UnexplainedChanges {

    /** Times of leases are kept in whole seconds. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    /** With more paths than this, a conflict names the folders at the top instead. */
    private static final int MOST_PATHS = 200;

    /** What the registry's own rules hold, and what this program writes beside it. Evidence is worked on under leases, but for records of runs. */
    private static final String OURS = ".ssot";

    private static final String EVIDENCE = ".ssot/evidence";

    private final Worktree worktree;
    private final List<Lease> leases;
    private final Instant now;

    /** @param leases all of them, ended ones too */
    public UnexplainedChanges(Worktree worktree, List<Lease> leases, Instant now) {
        this.worktree = worktree;
        this.leases = leases;
        this.now = now;
    }

    /** Whether a look shows anything that has to be explained. Most do not, and then nobody need read the leases. */
    public static boolean isNeededFor(WorktreeScan scan) {
        return !scan.conflicts().isEmpty()
                || Stream.of(scan.forbiddenPaths(), scan.outOfLeasePaths())
                        .flatMap(List::stream)
                        .anyMatch(path -> !isOurs(path));
    }

    /** The conflicts that a look at the worktree shows. */
    public List<NewConflict> in(WorktreeScan scan) {
        List<NewConflict> conflicts = new ArrayList<>();
        for (WorktreeScan.PathConflict found : scan.conflicts()) {
            lease(found.ownerLeaseId())
                    .ifPresent(owner -> conflicts.add(
                            conflict(Kind.FOREIGN_LEASE, owner, found.suspectedActor(), found.changedPaths())));
        }
        List<String> forbidden =
                scan.forbiddenPaths().stream().filter(path -> !isOurs(path)).toList();
        if (!forbidden.isEmpty()) {
            conflicts.add(conflict(Kind.FORBIDDEN_PATH, null, null, forbidden));
        }
        Optional<Instant> since =
                leases.stream().filter(this::holds).map(Lease::createdAt).min(Comparator.naturalOrder());
        since.ifPresent(oldest -> unexplained(scan.outOfLeasePaths(), oldest)
                .forEach((actor, paths) ->
                        conflicts.add(conflict(Kind.OUT_OF_LEASE, null, actor.isEmpty() ? null : actor, paths))));
        return conflicts;
    }

    /**
     * The conflicts that a worker's own report shows: paths under somebody else's lease that were written after the
     * worker's had ended.
     */
    public List<NewConflict> in(Lease reporter, List<String> reported) {
        if (holds(reporter)) {
            return List.of();
        }
        Map<Lease, List<String>> others = new LinkedHashMap<>();
        for (String path : reported) {
            Optional<String> resolved = worktree.resolve(path);
            resolved.filter(real -> changedAt(real).isAfter(end(reporter)))
                    .flatMap(real -> covering(real)
                            .filter(this::holds)
                            .filter(owner -> !owner.workerId().equals(reporter.workerId()))
                            .findFirst())
                    .ifPresent(owner -> others.computeIfAbsent(owner, _ -> new ArrayList<>())
                            .add(resolved.orElseThrow()));
        }
        return others.entrySet().stream()
                .map(other -> conflict(Kind.FOREIGN_LEASE, other.getKey(), reporter.workerId(), other.getValue()))
                .toList();
    }

    /** By the worker who held the path last; an empty name stands for nobody. */
    private Map<String, List<String>> unexplained(List<String> outOfLease, Instant since) {
        Map<String, List<String>> byActor = new LinkedHashMap<>();
        for (String path : outOfLease) {
            Instant changed = changedAt(path);
            if (!isOurs(path)
                    && !changed.isBefore(since)
                    && covering(path).noneMatch(lease -> isWhileHeld(lease, changed))) {
                String actor = covering(path)
                        .max(Comparator.comparing(Lease::createdAt))
                        .map(Lease::workerId)
                        .orElse("");
                byActor.computeIfAbsent(actor, _ -> new ArrayList<>()).add(path);
            }
        }
        return byActor;
    }

    private NewConflict conflict(Kind kind, @Nullable Lease owner, @Nullable String actor, List<String> changed) {
        SequencedMap<String, String> paths = new LinkedHashMap<>();
        for (String path : changed) {
            if (changed.size() > MOST_PATHS) {
                paths.put(path.substring(0, Math.max(path.indexOf('/'), 0)) + "/", "");
            } else {
                paths.put(path, changedAt(path).toString());
            }
        }
        return new NewConflict(kind, owner, actor, paths, Json.object());
    }

    /** Of a path that is gone, when the folder that held it was written: the end of a file is a change of its folder. */
    private Instant changedAt(String path) {
        for (String part = path; !part.isEmpty(); part = part.substring(0, Math.max(part.lastIndexOf('/'), 0))) {
            Optional<Instant> modified = worktree.modifiedAt(part);
            if (modified.isPresent()) {
                return modified.get();
            }
        }
        return worktree.modifiedAt("").orElse(Instant.EPOCH);
    }

    private boolean isWhileHeld(Lease lease, Instant changed) {
        return !changed.isBefore(lease.createdAt())
                && (holds(lease) || !changed.isAfter(end(lease).plus(PRECISION)));
    }

    /** A lease past its deadline ended there, whenever somebody took note of it. */
    private static Instant end(Lease lease) {
        Instant completed = lease.completedAt();
        return completed == null || completed.isAfter(lease.expiresAt()) ? lease.expiresAt() : completed;
    }

    private boolean holds(Lease lease) {
        return lease.status() == LeaseStatus.ACTIVE && !lease.isOverdue(now);
    }

    private Optional<Lease> lease(String id) {
        return leases.stream().filter(lease -> lease.leaseId().equals(id)).findFirst();
    }

    private Stream<Lease> covering(String path) {
        String folded = fold(path);
        return leases.stream()
                .filter(lease -> lease.pathRoots().stream().anyMatch(root -> RepoPath.isUnder(folded, fold(root))));
    }

    private String fold(String path) {
        return worktree.ignoresCase() ? path.toLowerCase(Locale.ROOT) : path;
    }

    private static boolean isOurs(String path) {
        boolean isWork = RepoPath.isUnder(path, EVIDENCE) && !RepoPath.isUnder(path, RunRecordFile.FOLDER);
        return RepoPath.isUnder(path, OURS) && !isWork && !isControl(path);
    }

    /** Git is told to ignore it, so what git shows of it was put there by hand. */
    private static boolean isControl(String path) {
        return RepoPath.isUnder(path, ".ssot/control");
    }
}

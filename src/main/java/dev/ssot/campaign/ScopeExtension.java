package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Adds roots to a lease that is held: all of them, or none. */
public final class ScopeExtension {

    private ScopeExtension() {}

    /** Where the roots that a worker asks for really lie. */
    public sealed interface Requested {

        record Roots(List<String> paths) implements Requested {}

        /** No lease may cover one of them. */
        record Invalid(List<String> failures) implements Requested {}
    }

    /** What asking led to. */
    public sealed interface Extending {

        /** @param added what the lease did not cover before */
        record Granted(Lease lease, List<String> added) implements Extending {}

        /** Others hold some of it; the conflicts are recorded. */
        record Held(List<HeldRoots> by) implements Extending {}
    }

    /** What stands in the way, and the conflict that tells of it. */
    public record HeldRoots(Lease holder, Conflict conflict) {}

    /** Looks at the worktree, so it comes before the transaction. */
    public static Requested requested(Worktree worktree, List<String> paths) {
        return switch (LeaseRoots.of(paths)) {
            case LeaseRoots.Invalid(List<String> failures, int _) -> new Requested.Invalid(failures);
            case LeaseRoots.Stated(List<String> stated) -> {
                List<String> roots = new ArrayList<>();
                List<String> failures = new ArrayList<>();
                for (String root : stated) {
                    SliceScreening.resolved(worktree, root)
                            .ifPresentOrElse(
                                    roots::add,
                                    () -> failures.add(
                                            "path leads out of the repository or to a forbidden one: " + root));
                }
                yield failures.isEmpty() ? new Requested.Roots(roots) : new Requested.Invalid(failures);
            }
        };
    }

    /** @param openLeases all that are open, the one to extend among them */
    public static Extending extend(
            ControlTransaction tx, Lease lease, List<Lease> openLeases, List<String> roots, boolean ignoreCase) {
        List<Lease> others = openLeases.stream()
                .filter(other -> !other.leaseId().equals(lease.leaseId()))
                .toList();
        OpenRoots open = new OpenRoots(others, ignoreCase);
        Map<Lease, List<String>> held = new LinkedHashMap<>();
        for (String root : roots) {
            open.holderOf(List.of(root))
                    .ifPresent(holder ->
                            held.computeIfAbsent(holder, _ -> new ArrayList<>()).add(root));
        }
        return held.isEmpty()
                ? grant(tx, lease, missing(lease, roots, ignoreCase))
                : new Extending.Held(held.entrySet().stream()
                        .map(entry ->
                                new HeldRoots(entry.getKey(), conflict(tx, lease, entry.getKey(), entry.getValue())))
                        .toList());
    }

    private static Extending grant(ControlTransaction tx, Lease lease, List<String> added) {
        Lease extended = LeaseDecisions.beat(tx, lease.covering(added));
        if (!added.isEmpty()) {
            tx.addRoots(extended, added);
            tx.gates().baselines(lease.leaseId()).stream()
                    .findFirst()
                    .ifPresent(first -> tx.gates().announce(lease.leaseId(), first.level(), added));
            ObjectNode payload = Json.object().put("feature_id", lease.featureId());
            added.forEach(payload.putArray("path_roots")::add);
            tx.emit(NewEvent.of(Kind.MATURATION_LEASE_EXTENDED, extended, Action.NONE, payload));
        }
        return new Extending.Granted(extended, added);
    }

    /** Without what the lease covers already, and what lies below another one of them. */
    private static List<String> missing(Lease lease, List<String> roots, boolean ignoreCase) {
        List<String> covered = new ArrayList<>();
        lease.pathRoots().forEach(root -> covered.add(folded(root, ignoreCase)));
        List<String> missing = new ArrayList<>();
        for (String root : roots.stream().sorted().toList()) {
            if (!RepoPath.isUnderAny(folded(root, ignoreCase), covered)) {
                missing.add(root);
                covered.add(folded(root, ignoreCase));
            }
        }
        return missing;
    }

    private static String folded(String root, boolean ignoreCase) {
        return ignoreCase ? root.toLowerCase(Locale.ROOT) : root;
    }

    /** The same wish is one conflict, however often it is asked; it is told when it is recorded. */
    private static Conflict conflict(ControlTransaction tx, Lease lease, Lease holder, List<String> paths) {
        SequencedMap<String, String> wanted = new LinkedHashMap<>();
        paths.forEach(path -> wanted.put(path, lease.leaseId()));
        NewConflict wish = new NewConflict(
                NewConflict.Kind.SCOPE_WANTED,
                holder,
                lease.workerId(),
                wanted,
                Json.object().put("wanted_by_lease_id", lease.leaseId()));
        Optional<Conflict> opened = tx.openConflict(wish);
        opened.ifPresent(conflict -> tx.emit(NewEvent.of(
                Kind.PATH_CONFLICT_DETECTED, lease, Action.PAUSE_AND_CHECK_CONFLICTS, Json.tree(conflict))));
        return opened.or(() -> tx.conflicts("open").stream()
                        .filter(known -> holder.leaseId().equals(known.ownerLeaseId())
                                && lease.workerId().equals(known.suspectedActor())
                                && !Collections.disjoint(paths, known.changedPaths()))
                        .findFirst())
                .orElseThrow();
    }
}

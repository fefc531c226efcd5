package dev.ssot.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the paths that a worker says it changed against its lease and against what was seen of the files. */
final class PathChecks {

    /** How many paths an answer shows of one kind. */
    private static final int SHOWN = 50;

    private static final String REPORT_AGAIN = "Call complete_slice again with changed_paths that name %s.";

    private final Worktree worktree;
    private final Lease lease;
    private final List<String> reported;
    private final GateFindings findings;

    PathChecks(Worktree worktree, Lease lease, List<String> reported, GateFindings findings) {
        this.worktree = worktree;
        this.lease = lease;
        this.reported = reported;
        this.findings = findings;
    }

    /** What holds at every level, by what the worker says. */
    void report() {
        findings.check(
                "changed_paths_reported",
                !reported.isEmpty(),
                "completion requires changed_paths",
                REPORT_AGAIN.formatted("the files that you changed"));
        findings.check(
                "changed_paths_under_lease",
                !reported.isEmpty() && reported.stream().map(worktree::resolve).allMatch(this::isUnderLease),
                "completion changed_paths must be under active lease roots",
                "Ask for the other paths with extend_scope, or undo what you changed there. The roots are "
                        + lease.pathRoots() + ".");
        boolean forbidden = reported.stream()
                .map(worktree::resolve)
                .anyMatch(path -> path.filter(RepoPath::isForbidden).isPresent());
        findings.check(
                "no_forbidden_paths_changed",
                !forbidden,
                "completion changed_paths must not include forbidden paths",
                "Undo those changes; rows of the registry are changed by registry tools.");
    }

    /**
     * What holds where somebody looked.
     *
     * @param placeholders changed files that are nothing but scaffolds
     */
    Completion.@Nullable Difference seen(Observation observation, List<String> placeholders) {
        return switch (observation) {
            case Observation.NotAsked() -> {
                findings.warn("verification level is reported: changed_paths and tests_run are the worker's word");
                yield null;
            }
            case Observation.Impossible(String reason, String next) -> {
                findings.check("changes_observed", false, reason, next);
                yield null;
            }
            case Observation.Seen seen -> compare(seen, placeholders);
        };
    }

    private Completion.Difference compare(Observation.Seen seen, List<String> placeholders) {
        SortedSet<String> work = new TreeSet<>(seen.changed());
        work.removeAll(placeholders);
        findings.check(
                "changes_observed",
                !work.isEmpty(),
                "nothing changed under the lease roots since the claim, apart from scaffolds: compared with the %s by %s"
                        .formatted(seen.comparedWith(), seen.method()),
                "Do the work under %s, or give the slice back with abandon_slice.".formatted(lease.pathRoots()));
        List<String> unchanged = reported.stream()
                .filter(path -> worktree.resolve(path)
                        .filter(this::isUnderLease)
                        .filter(real -> seen.changed().stream().noneMatch(changed -> RepoPath.isUnder(changed, real)))
                        .isPresent())
                .toList();
        findings.check(
                "reported_paths_changed",
                unchanged.stream()
                        .limit(SHOWN)
                        .map(path -> "reported path did not change since the claim: " + path)
                        .toList(),
                REPORT_AGAIN.formatted("only files that differ from the " + seen.comparedWith()));
        List<String> forbidden = new ArrayList<>(seen.forbidden());
        forbidden.addAll(seen.foreignRows());
        findings.check(
                "no_forbidden_paths_changed",
                forbidden,
                "Undo that change. If it is meant, an operator takes the responsibility with `ssot override lease --lease-id %s`."
                        .formatted(lease.leaseId()));
        List<String> unreported = seen.changed().stream()
                .filter(path -> reported.stream()
                        .flatMap(named -> worktree.resolve(named).stream())
                        .noneMatch(named -> RepoPath.isUnder(path, named)))
                .toList();
        if (!unreported.isEmpty()) {
            findings.warn("changed under the lease and not reported: " + shown(unreported));
        }
        seen.outside().forEach(change -> findings.warn("not explained by this lease: " + change));
        seen.notes().forEach(findings::warn);
        return new Completion.Difference(
                seen.method(),
                seen.comparedWith(),
                seen.changed().size(),
                first(List.copyOf(seen.changed())),
                first(unreported),
                first(seen.outside()));
    }

    private boolean isUnderLease(Optional<String> path) {
        return path.filter(this::isUnderLease).isPresent();
    }

    private boolean isUnderLease(String resolved) {
        return RepoPath.isUnderAny(resolved, lease.pathRoots());
    }

    private static String shown(List<String> paths) {
        return String.join(", ", first(paths)) + (paths.size() > SHOWN ? " and others" : "");
    }

    private static List<String> first(List<String> paths) {
        return List.copyOf(paths.subList(0, Math.min(SHOWN, paths.size())));
    }
}

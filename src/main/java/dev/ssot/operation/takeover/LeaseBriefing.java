package dev.ssot.operation.takeover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Baseline;
import dev.ssot.campaign.KeptGateReport;
import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.campaign.Observation;
import dev.ssot.campaign.TestRun;
import dev.ssot.operation.Context;
import dev.ssot.operation.Place;
import dev.ssot.operation.completion.WorktreeObservation;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Section;
import dev.ssot.workspace.GitRepository.BaseBranch;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.TreeEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what can be told of a lease. Looks at files and git and changes nothing. */
record LeaseBriefing(Context context, Registry registry, Lease lease) {

    /** What the control store knows. */
    private record Known(
            List<Baseline> baselines,
            List<ObjectNode> foreignWrites,
            @Nullable KeptGateReport gate,
            Map<String, TestRun> runs) {}

    LeaseBrief brief() {
        Known known = known();
        Observation seen = new WorktreeObservation(context.place(), registry, lease, known.baselines())
                .look(Optional.empty(), known.foreignWrites());
        List<String> changed = seen instanceof Observation.Seen sight ? List.copyOf(sight.changed()) : null;
        List<String> notes = new ArrayList<>(seen instanceof Observation.Seen sight ? sight.notes() : List.of());
        LeaseBrief.Base base = changed == null ? null : base(changed, notes).orElse(null);
        boolean overdue = lease.isOverdue(context.now());
        Instant ended = lease.status().isOpen() ? (overdue ? lease.expiresAt() : null) : lease.completedAt();
        return new LeaseBrief(
                lease.leaseId(),
                lease.campaignId(),
                lease.workerId(),
                lease.featureId(),
                lease.fromTier() + "->" + lease.toTier(),
                (overdue ? LeaseStatus.EXPIRED : lease.status()).text(),
                reason(overdue),
                lease.createdAt(),
                ended,
                lease.gitHeadAtClaim(),
                lease.pathRoots(),
                changed,
                comparedWith(seen),
                base,
                gate(known.gate()),
                tests(known.runs()),
                notes);
    }

    private @Nullable String reason(boolean overdue) {
        JsonNode reason = lease.result().path("reason");
        return reason.isTextual() ? reason.textValue() : overdue ? "ttl_expired" : null;
    }

    private Known known() {
        List<String> tests = testIds();
        return context.read(view -> {
            List<Baseline> baselines = view.gates().baselines(lease.leaseId());
            long after =
                    baselines.isEmpty() ? Long.MAX_VALUE : baselines.getFirst().afterEvent();
            return new Known(
                    baselines,
                    view.gates().foreignWrites(after),
                    view.gates().reports(lease.leaseId()).stream().findFirst().orElse(null),
                    tests.stream()
                            .flatMap(id -> view.latestRun(id).stream())
                            .filter(KeptRun::isIntact)
                            .map(KeptRun::run)
                            .collect(Collectors.toMap(TestRun::testId, Function.identity())));
        });
    }

    private static String comparedWith(Observation seen) {
        return switch (seen) {
            case Observation.Seen sight -> sight.comparedWith();
            case Observation.Impossible(String reason, String _) -> reason;
            case Observation.NotAsked() -> "nothing";
        };
    }

    /** Whether what was changed stands in the branch that work ends up in, as it stands in the worktree. */
    private Optional<LeaseBrief.Base> base(List<String> changed, List<String> notes) {
        Place place = context.place();
        Optional<BaseBranch> branch = place.base();
        if (branch.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Manifest> there = place.committed(branch.get().commit(), lease.pathRoots());
            Manifest here = place.capture().capture(lease.pathRoots(), changed);
            return there.map(manifest -> {
                List<String> missing = changed.stream()
                        .filter(path -> !content(manifest, path).equals(content(here, path)))
                        .toList();
                return new LeaseBrief.Base(branch.get().name(), branch.get().commit(), missing.isEmpty(), missing);
            });
        } catch (IOException unreadable) {
            notes.add("%s could not be compared with: %s".formatted(branch.get().name(), unreadable.getMessage()));
            return Optional.empty();
        }
    }

    /** A commit knows no permissions, so they are not compared with one. */
    private static Optional<String> content(Manifest manifest, String path) {
        return manifest.entry(path).map(TreeEntry::sha256);
    }

    private static LeaseBrief.@Nullable Gate gate(@Nullable KeptGateReport report) {
        return report == null
                ? null
                : new LeaseBrief.Gate(
                        report.reportId(), report.outcome(), report.level(), report.createdAt(), report.completion());
    }

    private List<LeaseBrief.TestState> tests(Map<String, TestRun> runs) {
        return registry.findAll(Section.TESTS, testIds()).stream()
                .map(row -> {
                    TestRun run = runs.get(row.id());
                    return new LeaseBrief.TestState(
                            row.id(),
                            String.valueOf(row.text("status")),
                            run == null ? null : run.passed(),
                            run == null ? null : run.finishedAt());
                })
                .toList();
    }

    private List<String> testIds() {
        return registry.find(Section.FEATURES, lease.featureId()).stream()
                .map(row -> row.texts("test_ids"))
                .flatMap(Collection::stream)
                .toList();
    }
}

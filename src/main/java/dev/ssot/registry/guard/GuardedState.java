package dev.ssot.registry.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Edit;
import dev.ssot.registry.FeatureSets;
import dev.ssot.registry.ReferenceField;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Renaming;
import dev.ssot.registry.Row;
import dev.ssot.registry.RowRef;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.PythonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an edit of rows may not do, whatever road it takes: these states are reached and left by the guarded operations
 * alone. It compares what stands with what would stand, so that reciprocal links, renames and deletions are judged like
 * updates, and what already stands is never held against anybody.
 *
 * <p>A frozen boundary keeps the ids of its features and profiles, and a certified release those of its boundaries,
 * claims and evidence: their snapshots on disk name them. So a row that they name cannot be renamed either.
 */
public final class GuardedState {

    private static final List<String> FROZEN_FIELDS = List.of("status", "feature_ids", "profile_ids");
    private static final List<String> SETTLED_FIELDS =
            List.of("boundary_id", "boundary_ids", "claim_ids", "evidence_ids");
    /** The statuses of releases and claims that an operation sets, with the operation. */
    private static final Map<String, String> OPERATIONS =
            Map.of("certified", "certify", "promoted", "promote", "published", "publish", "revoked", "revoke");

    private static final Set<String> REPORT_FIELDS =
            Set.of("verification_report_result", "blocking_issue_result", "blocking_risk_result");

    private final Registry before;
    private final Registry after;
    private final ArtifactPresence artifacts;
    private final @Nullable Renaming renaming;
    private final List<String> violations = new ArrayList<>();

    private GuardedState(Edit edit, ArtifactPresence artifacts, @Nullable Renaming renaming) {
        this.before = edit.before();
        this.after = edit.after();
        this.artifacts = artifacts;
        this.renaming = renaming;
    }

    /**
     * Says what the edit would change that only a guarded operation may, if anything.
     *
     * @param artifacts the files as they will be
     * @param renaming the row that gets another id by this edit, if one does
     */
    public static Optional<String> violation(Edit edit, ArtifactPresence artifacts, @Nullable Renaming renaming) {
        GuardedState guard = new GuardedState(edit, artifacts, renaming);
        edit.delta().added().forEach(ref -> guard.judge(guard.standing(ref), guard.next(ref)));
        edit.delta().changed().forEach(ref -> guard.judge(guard.standing(ref), guard.next(ref)));
        edit.delta().removed().stream()
                .filter(ref -> !guard.isRenamed(ref))
                .forEach(ref -> guard.judge(guard.standing(ref), null));
        if (edit.delta().changed().stream().anyMatch(ref -> ref.section() == Section.PROFILES)) {
            guard.frozenBoundariesKeepTheirFeatures();
        }
        return guard.violations.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", guard.violations));
    }

    /** The row that the one of that name was before the edit. */
    private @Nullable Row standing(RowRef ref) {
        boolean renamed = renaming != null
                && ref.section() == renaming.section()
                && ref.id().equals(renaming.after());
        return before.find(ref.section(), renamed && renaming != null ? renaming.before() : ref.id())
                .orElse(null);
    }

    private @Nullable Row next(RowRef ref) {
        return after.find(ref.section(), ref.id()).orElse(null);
    }

    private boolean isRenamed(RowRef ref) {
        return renaming != null && ref.equals(new RowRef(renaming.section(), renaming.before()));
    }

    private void judge(@Nullable Row standing, @Nullable Row next) {
        Section section =
                Objects.requireNonNull(standing == null ? next : standing).section();
        switch (section) {
            case BOUNDARIES -> boundary(standing, next);
            case RELEASES -> release(standing, next);
            case CLAIMS -> claim(standing, next);
            case EVIDENCE -> evidence(standing, next);
            case FEATURES -> feature(standing, next);
            case PROFILES, TESTS, ISSUES, RISKS, ADRS, SPECS -> {
                // nothing of these rows is guarded for itself
            }
        }
    }

    private void boundary(@Nullable Row standing, @Nullable Row next) {
        if (standing != null && standing.flag("frozen")) {
            String frozen = "Boundary %s is frozen and ".formatted(standing.id());
            if (next == null) {
                violations.add(frozen + "cannot be deleted");
                return;
            }
            if (!next.flag("frozen")) {
                violations.add(frozen + "stays so");
            }
            keeps(standing, next, "frozen", FROZEN_FIELDS);
        } else if (next != null && (becomes(standing, next, "status", "frozen") || next.flag("frozen"))) {
            violations.add(
                    "Boundary %s is frozen by ssot boundary freeze, not by %s".formatted(next.id(), road(standing)));
        }
    }

    private void release(@Nullable Row standing, @Nullable Row next) {
        String status = standing == null ? null : standing.text("status");
        boolean settled = status != null && OPERATIONS.containsKey(status);
        String wanted = next == null ? null : next.text("status");
        if (next != null && wanted != null && OPERATIONS.containsKey(wanted) && !wanted.equals(status)) {
            violations.add("Release %s status %s is set by ssot release %s, not by %s"
                    .formatted(next.id(), wanted, OPERATIONS.get(wanted), road(standing)));
        } else if (settled && next != null && !Objects.equals(status, wanted)) {
            violations.add("Release %s is %s; its status is changed by ssot release promote, publish or revoke alone"
                    .formatted(next.id(), status));
        }
        if (standing == null || status == null || !settled) {
            return;
        }
        if (next != null) {
            keeps(standing, next, status, SETTLED_FIELDS);
        } else if (!status.equals("revoked")) {
            violations.add("Release %s is %s and cannot be deleted; revoke it with ssot release revoke first"
                    .formatted(standing.id(), status));
        }
    }

    private void claim(@Nullable Row standing, @Nullable Row next) {
        if (next == null) {
            return;
        }
        Tier tier = standing == null ? null : standing.tier();
        if (tier != null && !next.hasText("tier", tier.name())) {
            violations.add(tierIsImmutable(next.id(), String.valueOf(next.text("tier"))));
        }
        for (String status : List.of("promoted", "published")) {
            if (becomes(standing, next, "status", status)) {
                violations.add("Claim %s status %s is set by ssot release %s, not by %s"
                        .formatted(next.id(), status, OPERATIONS.get(status), road(standing)));
            }
        }
        if (becomes(standing, next, "status", "certified")) {
            List<String> failures = new ArrayList<>(new ClaimClosure(after).failures(next));
            failures.addAll(new TierGate(after, artifacts).evaluate(next).failures());
            if (!failures.isEmpty()) {
                violations.add(
                        "Claim %s cannot become certified: %s".formatted(next.id(), String.join("; ", failures)));
            }
        }
    }

    /** What is said to everybody who wants to change the tier of a claim. */
    public static String tierIsImmutable(String claimId, String tier) {
        return "Claim %s tier is immutable. Create a new claim row at tier %s and link the existing claim through depends_on_claim_ids."
                .formatted(claimId, tier);
    }

    /** Which release a piece of evidence belongs to may be stated; that it was certified there may not. */
    private void evidence(@Nullable Row standing, @Nullable Row next) {
        if (next == null || REPORT_FIELDS.stream().noneMatch(next.object("release_context")::hasNonNull)) {
            return;
        }
        ObjectNode expected = standing == null ? null : renamed(standing);
        if (expected == null || !next.json().get("release_context").equals(expected.get("release_context"))) {
            violations.add("Evidence %s release_context is certified by ssot release certify, not by %s"
                    .formatted(next.id(), road(standing)));
        }
    }

    /** The row with the new name wherever it names the row that is renamed. */
    private ObjectNode renamed(Row row) {
        if (renaming == null) {
            return row.json();
        }
        ObjectNode copy = row.json().deepCopy();
        for (ReferenceField field : ReferenceField.of(row.section())) {
            if (field.target() == renaming.section()) {
                field.replaceIn(copy, renaming.before(), renaming.after());
            }
        }
        return copy;
    }

    private void feature(@Nullable Row standing, @Nullable Row next) {
        if (standing == null || next == null) {
            return;
        }
        String stage = Row.text(next.object("lifecycle"), "stage");
        if (stage == null || stage.equals(Row.text(standing.object("lifecycle"), "stage"))) {
            return;
        }
        boolean justified =
                !Row.texts(next.object("lifecycle"), "replacement_feature_ids").isEmpty()
                        || PythonValue.isTruthy(next.object("lifecycle").path("note"));
        violations.addAll(
                new FeatureLifecycle(after).evaluate(next, stage, justified).failures());
    }

    private void frozenBoundariesKeepTheirFeatures() {
        for (Row standing : before.rows(Section.BOUNDARIES)) {
            Row next = next(new RowRef(Section.BOUNDARIES, standing.id()));
            if (standing.flag("frozen")
                    && next != null
                    && !FeatureSets.ofBoundary(before, standing).equals(FeatureSets.ofBoundary(after, next))) {
                violations.add("Boundary %s is frozen and keeps the features of its profiles".formatted(standing.id()));
            }
        }
    }

    private void keeps(Row standing, Row next, String state, List<String> fields) {
        String subject =
                "%s %s is %s and keeps its ".formatted(standing.section().title(), standing.id(), state);
        if (!standing.id().equals(next.id())) {
            violations.add(subject + "id");
        }
        for (String field : fields) {
            if (!Objects.equals(standing.json().get(field), next.json().get(field))) {
                violations.add(subject + field);
            }
        }
    }

    private static boolean becomes(@Nullable Row standing, Row next, String field, String value) {
        return next.hasText(field, value) && (standing == null || !standing.hasText(field, value));
    }

    private static String road(@Nullable Row standing) {
        return standing == null ? "its creation" : "an update";
    }
}

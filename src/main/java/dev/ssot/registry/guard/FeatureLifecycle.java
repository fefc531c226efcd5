package dev.ssot.registry.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.FeatureSets;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import java.util.List;
import java.util.Set;

/** The way of a feature out of the product: what each stage asks for before it may be entered. */
public final class FeatureLifecycle {

    private final Registry registry;
    private final JsonNode policy;

    public FeatureLifecycle(Registry registry) {
        this.registry = registry;
        this.policy = registry.guardPolicy("lifecycle");
    }

    /**
     * Judges one transition.
     *
     * @param justified whether a replacement or a note is given
     */
    public LifecycleReport evaluate(Row feature, String stage, boolean justified) {
        Checks checks = new Checks();
        String id = feature.id();
        if (Set.of("deprecated", "obsolete").contains(stage)
                && requires("require_replacement_or_note_for_deprecation")) {
            checks.check(
                    "justified",
                    justified,
                    "Feature %s transition to %s requires replacement_feature_ids or a note".formatted(id, stage));
        }
        if (Set.of("obsolete", "removed").contains(stage)
                && requires("forbid_obsolete_or_removed_in_active_boundary")) {
            checks.check(
                    "outside_active_boundary",
                    !inActiveBoundary(id),
                    "Feature %s cannot transition to %s while it remains in the active boundary".formatted(id, stage));
        }
        if (stage.equals("removed") && requires("require_feature_absent_for_removed")) {
            checks.check(
                    "absent",
                    feature.hasText("implementation_status", "absent"),
                    "Feature %s cannot transition to removed unless implementation_status is absent".formatted(id));
        }
        List<String> failures = checks.failures();
        return new LifecycleReport(id, failures.isEmpty(), failures, List.of());
    }

    private boolean inActiveBoundary(String featureId) {
        String boundary =
                registry.document().path("program").path("active_boundary_id").asText();
        return registry.find(Section.BOUNDARIES, boundary)
                .filter(row -> FeatureSets.ofBoundary(registry, row).contains(featureId))
                .isPresent();
    }

    private boolean requires(String name) {
        return policy.path(name).asBoolean(true);
    }
}

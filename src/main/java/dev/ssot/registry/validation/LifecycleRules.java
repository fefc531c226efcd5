package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.PythonValue;
import java.util.Set;

/** Features that leave, and features that are out of bounds. */
final class LifecycleRules implements RowRule {

    private static final Set<String> NOT_ABSENT = Set.of("partial", "implemented");

    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        if (row.section() == Section.FEATURES) {
            lifecycle(row, snapshot, findings);
            if ("out_of_bounds".equals(Row.text(row.object("plan"), "horizon"))) {
                outOfBounds(row, snapshot, findings);
            }
        }
    }

    private static void lifecycle(Row feature, Snapshot snapshot, Findings findings) {
        JsonNode lifecycle = feature.object("lifecycle");
        String stage = String.valueOf(Row.text(lifecycle, "stage"));
        String name = Findings.name(feature);
        if (stage.equals("removed") && !feature.hasText("implementation_status", "absent")) {
            findings.failure(name + " is removed but implementation_status is not absent");
        }
        if (Set.of("deprecated", "obsolete").contains(stage)
                && !PythonValue.isTruthy(lifecycle.get("replacement_feature_ids"))
                && !PythonValue.isTruthy(lifecycle.get("note"))) {
            findings.warning(
                    "%s is %s but has neither replacement_feature_ids nor a lifecycle note".formatted(name, stage));
        }
        if (Set.of("obsolete", "removed").contains(stage)) {
            activeBoundary(feature, stage, snapshot, findings);
        }
    }

    /** The reference does not see what is in the boundary through a profile. */
    private static void activeBoundary(Row feature, String state, Snapshot snapshot, Findings findings) {
        String message =
                "%s is %s but is still present in the active boundary".formatted(Findings.name(feature), state);
        if (snapshot.activeBoundaryFeatures().contains(feature.id())) {
            findings.failure(message);
        } else if (snapshot.activeBoundaryScope().contains(feature.id())) {
            findings.strict(message);
        }
    }

    private static void outOfBounds(Row feature, Snapshot snapshot, Findings findings) {
        activeBoundary(feature, "out_of_bounds", snapshot, findings);
        String status = String.valueOf(feature.text("implementation_status"));
        if (!NOT_ABSENT.contains(status)) {
            return;
        }
        JsonNode plan = feature.object("plan");
        JsonNode disposition = plan.path("out_of_bounds_disposition");
        String name = Findings.name(feature);
        if (Demand.isNothing(disposition)) {
            findings.failure(
                    "%s is out_of_bounds and %s but plan.out_of_bounds_disposition is not set".formatted(name, status));
            return;
        }
        if (!Demand.isNonBlank(feature.object("lifecycle").path("note"))) {
            findings.failure("%s has out_of_bounds_disposition %s but lifecycle.note is empty"
                    .formatted(name, PythonValue.repr(disposition)));
        }
        boolean leaves = "removed".equals(Row.text(plan, "target_lifecycle_stage"));
        switch (disposition.asText()) {
            case "tolerated" -> {
                if (leaves) {
                    findings.failure(name
                            + " is tolerated out_of_bounds but targets removed; use prohibited for removal targets");
                }
            }
            case "prohibited" -> prohibited(feature, status, leaves, snapshot, findings);
            default -> {}
        }
    }

    private static void prohibited(Row feature, String status, boolean leaves, Snapshot snapshot, Findings findings) {
        String name = Findings.name(feature);
        if (!leaves) {
            findings.failure(name + " is prohibited out_of_bounds but plan.target_lifecycle_stage is not removed");
        }
        if (!snapshot.releaseBlockedFeatures().contains(feature.id())) {
            findings.failure(("%s is prohibited out_of_bounds and %s but has no open release-blocking issue or active"
                            + " release-blocking risk")
                    .formatted(name, status));
        }
    }
}

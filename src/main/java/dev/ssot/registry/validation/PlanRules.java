package dev.ssot.registry.validation;

import static dev.ssot.registry.validation.Demand.isNothing;
import static dev.ssot.registry.validation.Demand.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import java.util.Set;

/** Fields of a plan that depend on its horizon. */
final class PlanRules implements RowRule {

    private static final Set<String> TARGETED = Set.of("current", "next", "future", "explicit");
    private static final Demand TARGET = oneOf(Vocabulary.TIERS, "must be one of ", " for a targeted feature", false);
    private static final Demand OPTIONAL_TARGET = oneOf(Vocabulary.TIERS, "must be null or one of ", "", true);

    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        if (!(row.section() == Section.FEATURES || row.section() == Section.ISSUES)
                || !row.object("plan").isObject()) {
            return;
        }
        JsonNode plan = row.object("plan");
        String horizon = String.valueOf(Row.text(plan, "horizon"));
        if (horizon.equals("explicit") && !Demand.isNonBlank(plan.path("slot"))) {
            findings.failure(Findings.name(row) + ".plan.slot must be a non-empty string when horizon is explicit");
        }
        if (row.section() == Section.FEATURES) {
            target(row, plan, horizon, findings);
            if (!horizon.equals("out_of_bounds") && !isNothing(plan.path("out_of_bounds_disposition"))) {
                findings.failure(Findings.name(row)
                        + ".plan.out_of_bounds_disposition may only be set when plan.horizon is out_of_bounds");
            }
        }
    }

    private static void target(Row row, JsonNode plan, String horizon, Findings findings) {
        boolean targeted = TARGETED.contains(horizon);
        boolean untargeted = horizon.equals("backlog") || horizon.equals("out_of_bounds");
        Demand demand = targeted ? TARGET : OPTIONAL_TARGET;
        if ((targeted || untargeted) && !demand.holds().test(plan.path("target_claim_tier"))) {
            findings.failure(Findings.name(row) + ".plan.target_claim_tier " + demand.words());
        }
    }
}

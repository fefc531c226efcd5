package dev.ssot.mcp;

import org.jspecify.annotations.Nullable;

/** The words of the prompts. Tools stand in backticks, as the server lists them. */
final class PromptTexts {

    static final String REPAIR_TOOL = "repair_blocked_transition";

    private PromptTexts() {}

    static String workerLoop(String campaign, @Nullable String tier) {
        String target = tier == null ? "" : ", target_tier \"%s\"".formatted(tier);
        return """
                You are a worker of campaign "%s". You pull work; nobody assigns it to you. Keep one worker_id for the \
                whole session and use it in every call.

                1. Call `claim_next_maturation_slice` with your worker_id, campaign_id "%s"%s. Act on kind:
                   - lease_granted: keep lease.lease_id, lease.fencing_token and lease.expires_at, and go to step 2.
                   - no_work: others hold what is left; holders says who. Wait retry_after_seconds, then claim again.
                   - blocked: follow problem_detail.recommendations, then claim again. If you cannot, report \
                problem_detail.detail and stop.
                   - campaign_complete: nothing is left. Stop.
                2. Call `get_slice_context` with the lease_id: it shows the feature, its claims, tests and evidence, \
                and forbidden_paths.
                3. Do the work. Change files under lease.path_roots only. Never edit .ssot/registry.json or anything \
                under .ssot/control.
                4. Call `renew_lease` with lease_id and fencing_token well before expires_at, at the latest when half \
                of the time is gone. An expired lease cannot be renewed: stop that work and go to step 1.
                5. Run the tests. Set the status that was earned, never one that is hoped for, with \
                `registry_entity_upsert`: section "tests", entity {"id": .., "status": "passing"}; section "evidence", \
                entity {"id": .., "status": "passed"} for files that exist.
                6. Call `complete_slice` with worker_id, lease_id, fencing_token and result {"changed_paths": [..], \
                "tests_run": [{"exit_code": 0}], "evidence_paths": [..]}. With passed false the lease stays yours: mend \
                what completion.failures names and call again.
                7. Between steps read `get_worker_events` after the last event_id that you have seen, and do what \
                recommended_action says; stop_current_work means at once.
                8. Go to step 1. If you must give up a slice, call `abandon_slice` with the reason, so that others can \
                have it.

                A call that fails says in next what to do. If you lost an answer, repeat the call with the same \
                request_id: nothing is done twice.
                """.formatted(campaign, campaign, target);
    }

    static String repair(String campaign, boolean repairTool) {
        String mend = repairTool ? """
                3. Call `%s` with its blocked_id: it adds the claim, test and evidence rows that are missing.
                """.formatted(REPAIR_TOOL) : """
                3. What is missing is wiring in the registry: a claim of the target tier, its tests and evidence, and \
                the links between them. This server sets statuses only, so name the rows and links exactly, by id, and \
                hand that list to whoever keeps the registry.
                """;
        return """
                Tier steps of campaign "%s" are blocked. Find out why and mend it.

                1. Call `get_blocked_transitions` with campaign_id "%s". failures of each blocker says what is missing, \
                feature_id, from_tier and to_tier say where.
                2. Look at the feature and its rows with `registry_entity_get` and `registry_entity_search`. A row may \
                exist and only lack a link.
                %s\
                4. Never edit .ssot/registry.json by hand, and never set a status that no test run has earned.
                5. Check with `get_blocked_transitions` that the blocker is gone: a claim resolves blockers whose cause \
                is mended. Then workers call `claim_next_maturation_slice` again.
                """.formatted(campaign, campaign, mend);
    }

    static String review(String campaign) {
        return """
                Review campaign "%s": what is proved, what is only said, what is stuck. You change nothing.

                1. Call `get_campaign_status` with campaign_id "%s": completion.incomplete lists features below the \
                target tier, lease_counts how leases ended.
                2. For a sample of the finished features, read the feature, its claims, tests and evidence with \
                `registry_entity_get`. Open the evidence files themselves: does each show what its claim says, and was \
                it made by the linked tests? Run the tests that can be run.
                3. Call `get_conflicts` for changes that no lease explains, and `get_blocked_transitions` for steps \
                that wait for a repair.
                4. Read `get_worker_events` with campaign_id "%s" for failed gates, expired leases and abandoned slices.
                5. Report in four lists, with ids: proved; said but not proved, with the reason; stuck, with the next \
                step; violations of scope.
                """.formatted(campaign, campaign, campaign);
    }
}

package dev.ssot.mcp;

import io.quarkiverse.mcp.server.PromptManager;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import java.util.Map;

/** Three prompts for the three jobs: working, repairing, reviewing. */
public final class PromptDoor {

    private static final String WORKER_LOOP = """
            Work on campaign %1$s until it is complete. Repeat:
            1. Call claim_next_maturation_slice with campaign_id "%1$s", your worker_id%2$s.
               lease_granted: go on with 2. no_work: wait retry_after_seconds, then claim again.
               blocked: follow problem_detail.recommendations or report the blockers, then claim again.
               campaign_complete: stop.
            2. Call get_slice_context with the lease_id. Write only below lease.path_roots; never below
               forbidden_paths, and never edit .ssot/registry.json.
            3. Do the work, run the linked tests, write the evidence files that the evidence rows name. Call
               renew_lease before expires_at passes.
            4. For each linked test that passes and each evidence file that proves the claim, set the status with
               registry_entity_upsert: {"id": .., "status": "passing"} for tests, "passed" for evidence.
            5. Call complete_slice with lease_id, fencing_token and result {changed_paths, tests_run: [{exit_code}],
               evidence_paths}. passed false: mend what completion.failures name and call it again.
            If you cannot finish, call abandon_slice with the reason. If a call says that the lease is not active or
            the fencing token is stale, stop working on the slice and claim again.
            """;

    private static final String REPAIR = """
            Campaign %1$s has tier steps that nobody can work on. Call get_blocked_transitions with campaign_id
            "%1$s". For each one read reason and failures, then look at the feature with registry_entity_get.
            missing_target_tier_claim_wiring: the feature needs a claim of to_tier with linked tests and evidence.
            invalid_lease_roots: lease_roots of the feature must stay inside the repository and outside .git, .ssot
            and .ssot/control. Use the repair tools that are listed; where none is, tell the operator exactly which
            rows and links are missing. A blocker resolves itself at the next claim once the registry is in order.
            """;

    private static final String REVIEW = """
            Review campaign %1$s. Call get_campaign_status with campaign_id "%1$s", get_blocked_transitions,
            get_conflicts and get_worker_events with the same campaign_id. Say in short: how many features are done
            and which are left with their tiers; who is at work and until when; what is blocked and what would
            unblock it; which gate failures and expired leases the events show; which claims of "done" you would
            look at again and why. Change nothing.
            """;

    private PromptDoor() {}

    public static void register(PromptManager prompts) {
        prompts.newPrompt("worker_loop")
                .setTitle("Work on a campaign")
                .setDescription("The loop of a worker: claim, look, work, set statuses, complete.")
                .addArgument("campaign", "The campaign to work on.", true)
                .addArgument("tier", "Target tier of a new campaign, T1 to T4.", false)
                .setHandler(
                        arguments -> {
                            String tier = argument(arguments.args(), "tier");
                            String target = tier.isEmpty() ? "" : " and target_tier \"%s\"".formatted(tier);
                            return message(WORKER_LOOP.formatted(argument(arguments.args(), "campaign"), target));
                        },
                        true)
                .register();
        single(
                prompts,
                "repair_blocked_transitions",
                "Repair blocked transitions",
                "How to unblock the steps of a campaign.",
                REPAIR);
        single(prompts, "review_campaign", "Review a campaign", "How to judge where a campaign stands.", REVIEW);
    }

    private static void single(PromptManager prompts, String name, String title, String description, String text) {
        prompts.newPrompt(name)
                .setTitle(title)
                .setDescription(description)
                .addArgument("campaign", "The campaign.", true)
                .setHandler(arguments -> message(text.formatted(argument(arguments.args(), "campaign"))), true)
                .register();
    }

    private static String argument(Map<String, String> arguments, String name) {
        return arguments.getOrDefault(name, "").strip();
    }

    private static PromptResponse message(String text) {
        return PromptResponse.withMessages(PromptMessage.withUserRole(text));
    }
}

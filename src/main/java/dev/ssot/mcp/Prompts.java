package dev.ssot.mcp;

import dev.ssot.operation.Limits;
import dev.ssot.registry.Tier;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpException;
import io.quarkiverse.mcp.server.PromptManager;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Ready-made instructions for the three roles: the worker, whoever repairs blockers, the reviewer. */
final class Prompts {

    private static final String CAMPAIGN = "campaign";
    private static final String TIER = "tier";
    private static final String CAMPAIGN_TEXT = "The campaign's id.";

    private final Predicate<String> listed;

    /** @param listed whether this server lists a tool of that name; a prompt names no other */
    Prompts(Predicate<String> listed) {
        this.listed = listed;
    }

    void register(PromptManager prompts) {
        var _ = prompts.newPrompt(Views.WORK)
                .setTitle("Work on a campaign")
                .setDescription("Claim slices of a campaign, do the work, prove it, and go on until nothing is left.")
                .addArgument(CAMPAIGN, CAMPAIGN_TEXT, true)
                .addArgument(TIER, "The tier to reach, T0 to T4; only for a campaign that does not exist yet.", false)
                .setHandler(answer(arguments -> PromptTexts.workerLoop(campaign(arguments), tier(arguments))))
                .register();
        var _ = prompts.newPrompt(Views.REPAIR)
                .setTitle("Repair blocked transitions")
                .setDescription("Find out what keeps slices of a campaign from being claimed, and mend it.")
                .addArgument(CAMPAIGN, CAMPAIGN_TEXT, true)
                .setHandler(answer(
                        arguments -> PromptTexts.repair(campaign(arguments), listed.test(PromptTexts.REPAIR_TOOL))))
                .register();
        var _ = prompts.newPrompt(Views.REVIEW)
                .setTitle("Review a campaign")
                .setDescription("Judge what a campaign has proved, and what it only says.")
                .addArgument(CAMPAIGN, CAMPAIGN_TEXT, true)
                .setHandler(answer(arguments -> PromptTexts.review(campaign(arguments))))
                .register();
    }

    private static Function<PromptManager.PromptArguments, PromptResponse> answer(
            Function<Map<String, String>, String> text) {
        return arguments -> PromptResponse.withMessages(PromptMessage.withUserRole(text.apply(arguments.args())));
    }

    private static String campaign(Map<String, String> arguments) {
        String campaign = arguments.get(CAMPAIGN);
        if (campaign == null || campaign.length() > Limits.NAME || !campaign.matches(Limits.NAME_FORM)) {
            throw invalid("campaign must be the id of a campaign, such as \"spring-hardening\"");
        }
        return campaign;
    }

    private static @Nullable String tier(Map<String, String> arguments) {
        String tier = arguments.get(TIER);
        if (tier == null || tier.isBlank()) {
            return null;
        }
        List<String> known = Arrays.stream(Tier.values()).map(Tier::name).toList();
        if (!known.contains(tier)) {
            throw invalid("tier must be one of " + String.join(", ", known));
        }
        return tier;
    }

    private static McpException invalid(String reason) {
        return new McpException("Invalid params: " + reason, JsonRpcErrorCodes.INVALID_PARAMS);
    }
}

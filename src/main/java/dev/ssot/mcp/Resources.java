package dev.ssot.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.tool.Bug;
import dev.ssot.operation.tool.RepositoryScope;
import dev.ssot.operation.tool.Role;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpException;
import io.quarkiverse.mcp.server.Meta;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceResponse;
import io.quarkiverse.mcp.server.ResourceTemplateManager;
import io.quarkiverse.mcp.server.TextResourceContents;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What agents can read without a tool: the registry, a campaign's status and the queue, as JSON. */
final class Resources {

    private static final String JSON = "application/json";
    private static final String CAMPAIGN = "campaign_id";

    private final RoutedCalls calls;
    private final RepositoryScope scope;
    private final Views views;
    private final Function<Meta, Optional<Role>> callers;

    Resources(RoutedCalls calls, RepositoryScope scope, Views views, Function<Meta, Optional<Role>> callers) {
        this.calls = calls;
        this.scope = scope;
        this.views = views;
        this.callers = callers;
    }

    /** Registers a template for each view, and the view itself where there is only one repository to look at. */
    void register(ResourceManager resources, ResourceTemplateManager templates) {
        register(Views.REGISTRY, "Registry", "The whole registry.", resources, templates);
        register(
                Views.QUEUE,
                "Maturation queue",
                "The next slice that a worker would be given; leases and blockers are honoured.",
                resources,
                templates);
        var _ = templates
                .newResourceTemplate(Views.CAMPAIGN)
                .setTitle("Campaign status")
                .setDescription("Progress of one campaign; repo is the percent-encoded path of the repository.")
                .setUriTemplate("ssot://campaign/{repo}/{campaign_id}")
                .setMimeType(JSON)
                .setHandler(
                        arguments -> read(
                                new Asked(Views.CAMPAIGN, arguments.requestUri().value(), role(arguments.meta())),
                                decoded(arguments.args(), "repo"),
                                Json.object().put(CAMPAIGN, decoded(arguments.args(), CAMPAIGN))),
                        true)
                .register();
    }

    private void register(
            String name,
            String title,
            String description,
            ResourceManager resources,
            ResourceTemplateManager templates) {
        var _ = templates
                .newResourceTemplate(name)
                .setTitle(title)
                .setDescription(description + " repo is the percent-encoded path of the repository.")
                .setUriTemplate("ssot://%s/{repo}".formatted(name))
                .setMimeType(JSON)
                .setHandler(
                        arguments -> read(
                                new Asked(name, arguments.requestUri().value(), role(arguments.meta())),
                                decoded(arguments.args(), "repo"),
                                Json.object()),
                        true)
                .register();
        scope.only()
                .ifPresent(root -> resources
                        .newResource(name)
                        .setTitle(title)
                        .setDescription(description)
                        .setUri("ssot://%s/%s".formatted(name, encoded(root)))
                        .setMimeType(JSON)
                        .setHandler(
                                arguments -> read(
                                        new Asked(name, arguments.requestUri().value(), role(arguments.meta())),
                                        root.toString(),
                                        Json.object()),
                                true)
                        .register());
    }

    /** A message without a role has not come through any door of ours. */
    private Role role(Meta meta) {
        return callers.apply(meta).orElse(Role.READ);
    }

    /** Which view was asked for, by the address that the answer names, and by whom. */
    record Asked(String view, String uri, Role role) {}

    ResourceResponse read(Asked asked, String repo, ObjectNode arguments) {
        if (!views.showsResource(asked.view(), asked.role())) {
            throw new McpException(
                    "role_not_allowed: resource is not allowed for current gateway role: " + asked.uri(),
                    JsonRpcErrorCodes.RESOURCE_NOT_FOUND);
        }
        return switch (scope.choose(repo)) {
            case RepositoryScope.Choice.Refused(Refusal refusal) -> throw failure(refusal);
            case RepositoryScope.Choice.Chosen(Path root) ->
                new ResourceResponse(new TextResourceContents(
                        asked.uri(),
                        answer(new Call(views.operation(asked.view()).id(), root, arguments, null))
                                .toString(),
                        JSON));
        };
    }

    private ObjectNode answer(Call call) {
        Outcome outcome;
        try {
            outcome = calls.call(call).outcome();
        } catch (RuntimeException | Error bug) {
            throw failure(Bug.reported(call.operationId(), bug));
        }
        return switch (outcome) {
            case Outcome.Answered(ObjectNode result) -> result;
            case Outcome.Refused(Refusal refusal) -> throw failure(refusal);
        };
    }

    /** The table from error codes to those that the protocol has for resources. */
    private static McpException failure(Refusal refusal) {
        int code = switch (refusal.code()) {
            case NOT_FOUND, REPOSITORY_NOT_FOUND -> JsonRpcErrorCodes.RESOURCE_NOT_FOUND;
            case INVALID_ARGUMENTS, REPOSITORY_REQUIRED, REPOSITORY_PINNED -> JsonRpcErrorCodes.INVALID_PARAMS;
            default -> JsonRpcErrorCodes.INTERNAL_ERROR;
        };
        return new McpException("%s: %s. %s".formatted(refusal.code().text(), refusal.message(), refusal.next()), code);
    }

    private static String decoded(Map<String, String> variables, String name) {
        String value = variables.getOrDefault(name, "");
        try {
            // A plus sign is a plus sign in a path; only forms mean a space by it.
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new McpException(name + " is not percent-encoded: " + value, JsonRpcErrorCodes.INVALID_PARAMS);
        }
    }

    private static String encoded(Path root) {
        return URLEncoder.encode(root.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}

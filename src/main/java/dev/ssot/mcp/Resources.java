package dev.ssot.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpException;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceResponse;
import io.quarkiverse.mcp.server.ResourceTemplateManager;
import io.quarkiverse.mcp.server.TextResourceContents;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What agents can read without a tool: the registry, a campaign's status and the queue, as JSON. */
final class Resources {

    private static final String JSON = "application/json";
    private static final String CAMPAIGN = "campaign_id";

    private static final Readable REGISTRY =
            new Readable("registry", "Registry", "The whole registry.", "registry.read");
    private static final Readable QUEUE = new Readable(
            "maturation-queue",
            "Maturation queue",
            "The next slice that a worker would be given; leases and blockers are honoured.",
            "maturation.queue");

    private final RoutedCalls calls;
    private final RepositoryScope scope;

    Resources(RoutedCalls calls, RepositoryScope scope) {
        this.calls = calls;
        this.scope = scope;
    }

    /** A view of one repository that needs no further argument. */
    private record Readable(String name, String title, String description, String operationId) {

        String uri(String repo) {
            return "ssot://%s/%s".formatted(name, repo);
        }
    }

    void register(ResourceManager resources, ResourceTemplateManager templates) {
        register(REGISTRY, resources, templates);
        register(QUEUE, resources, templates);
        var _ = templates
                .newResourceTemplate("campaign")
                .setTitle("Campaign status")
                .setDescription("Progress of one campaign; repo is the percent-encoded path of the repository.")
                .setUriTemplate("ssot://campaign/{repo}/{campaign_id}")
                .setMimeType(JSON)
                .setHandler(
                        arguments -> {
                            ObjectNode asked =
                                    Json.MAPPER.createObjectNode().put(CAMPAIGN, decoded(arguments.args(), CAMPAIGN));
                            return read(
                                    arguments.requestUri().value(),
                                    "campaign.status",
                                    decoded(arguments.args(), "repo"),
                                    asked);
                        },
                        true)
                .register();
    }

    private void register(Readable view, ResourceManager resources, ResourceTemplateManager templates) {
        var _ = templates
                .newResourceTemplate(view.name())
                .setTitle(view.title())
                .setDescription(view.description() + " repo is the percent-encoded path of the repository.")
                .setUriTemplate(view.uri("{repo}"))
                .setMimeType(JSON)
                .setHandler(
                        arguments -> read(view, arguments.requestUri().value(), decoded(arguments.args(), "repo")),
                        true)
                .register();
        if (scope instanceof RepositoryScope.Pinned(Path root)) {
            var _ = resources
                    .newResource(view.name())
                    .setTitle(view.title())
                    .setDescription(view.description())
                    .setUri(view.uri(encoded(root)))
                    .setMimeType(JSON)
                    .setHandler(arguments -> read(view, arguments.requestUri().value(), root.toString()), true)
                    .register();
        }
    }

    private ResourceResponse read(Readable view, String uri, String repo) {
        return read(uri, view.operationId(), repo, Json.MAPPER.createObjectNode());
    }

    ResourceResponse read(String uri, String operationId, String repo, ObjectNode arguments) {
        return switch (scope.choose(repo)) {
            case RepositoryScope.Choice.Refused(Refusal refusal) -> throw failure(refusal);
            case RepositoryScope.Choice.Chosen(Path root) ->
                new ResourceResponse(new TextResourceContents(
                        uri,
                        answer(new Call(operationId, root, arguments, null)).toString(),
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

package dev.ssot.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.McpException;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceResponse;
import io.quarkiverse.mcp.server.ResourceTemplateManager;
import io.quarkiverse.mcp.server.TextResourceContents;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The registry, a campaign and the maturation queue as resources. The repository is percent-encoded in the URI and
 * obeys the same rules as a tool's {@code repo}.
 */
public final class ResourceDoor {

    private static final String JSON = "application/json";
    private static final int RESOURCE_NOT_FOUND = -32002;
    private static final int INVALID_PARAMS = -32602;

    private final RoutedCalls calls;
    private final RepositoryChoice repositories;

    public ResourceDoor(RoutedCalls calls, RepositoryChoice repositories) {
        this.calls = calls;
        this.repositories = repositories;
    }

    public void register(ResourceTemplateManager templates, ResourceManager resources) {
        template(
                templates,
                "registry",
                "ssot://registry/{repo}",
                "The whole registry of a repository.",
                "registry.read");
        template(
                templates,
                "campaign",
                "ssot://campaign/{repo}/{campaign_id}",
                "How far a campaign is.",
                "campaign.status");
        template(
                templates,
                "maturation-queue",
                "ssot://maturation-queue/{repo}",
                "The slices that a claim could be granted now.",
                "maturation.queue");
        if (repositories instanceof RepositoryChoice.Pinned(Path root)) {
            pinned(resources, "pinned-registry", registryUri(root), "The whole registry.", "registry.read");
            pinned(
                    resources,
                    "pinned-maturation-queue",
                    "ssot://maturation-queue/" + encoded(root),
                    "The slices that a claim could be granted now.",
                    "maturation.queue");
        }
    }

    /** The resources that are there without a template: those of the pinned repository. */
    List<String> uris() {
        return repositories instanceof RepositoryChoice.Pinned(Path root)
                ? List.of(registryUri(root), "ssot://maturation-queue/" + encoded(root))
                : List.of();
    }

    private void template(
            ResourceTemplateManager templates, String name, String uri, String description, String operation) {
        templates
                .newResourceTemplate(name)
                .setDescription(description)
                .setUriTemplate(uri)
                .setMimeType(JSON)
                .setHandler(request -> read(request.requestUri().value(), operation, request.args()), true)
                .register();
    }

    private void pinned(ResourceManager resources, String name, String uri, String description, String operation) {
        resources
                .newResource(name)
                .setDescription(description)
                .setUri(uri)
                .setMimeType(JSON)
                .setHandler(request -> read(uri, operation, Map.of()), true)
                .register();
    }

    private ResourceResponse read(String uri, String operation, Map<String, String> variables) {
        TextNode repo = variables.containsKey("repo") ? TextNode.valueOf(decoded(variables, "repo")) : null;
        return switch (repositories.choose(repo)) {
            case RepositoryChoice.Chosen.Refused(Refusal refusal) -> throw refused(refusal);
            case RepositoryChoice.Chosen.At(Path root) -> {
                ObjectNode arguments = Json.object();
                if (variables.containsKey("campaign_id")) {
                    arguments.put("campaign_id", decoded(variables, "campaign_id"));
                }
                yield switch (calls.call(new Call(operation, root, arguments, null))
                        .outcome()) {
                    case Outcome.Answered(ObjectNode result) ->
                        new ResourceResponse(new TextResourceContents(uri, result.toString(), JSON));
                    case Outcome.Refused(Refusal refusal) -> throw refused(refusal);
                };
            }
        };
    }

    private static McpException refused(Refusal refusal) {
        int code = switch (refusal.code()) {
            case REPOSITORY_NOT_FOUND, NOT_FOUND -> RESOURCE_NOT_FOUND;
            default -> INVALID_PARAMS;
        };
        return new McpException(refusal.message() + ". " + refusal.next(), code);
    }

    private static String registryUri(Path root) {
        return "ssot://registry/" + encoded(root);
    }

    private static String encoded(Path root) {
        return URLEncoder.encode(root.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A plus is a plus in a URI; only forms mean a space by it. */
    private static String decoded(Map<String, String> variables, String name) {
        String raw = variables.getOrDefault(name, "");
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new McpException("%s is not percent-encoded as it must be: %s".formatted(name, raw), INVALID_PARAMS);
        }
    }
}

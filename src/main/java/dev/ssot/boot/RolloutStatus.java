package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.DaemonControl.Report;
import dev.ssot.cli.command.Rollout;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Access;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.RolloutSlice;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.DaemonClient;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Protocol;
import dev.ssot.rpc.Reply;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.RepositoryIdentity;
import dev.ssot.workspace.RepositoryRoot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says where each operation goes in this environment: asked as a call would be, by the same flags and the same look. */
final class RolloutStatus implements Rollout {

    private static final Duration CALL = Duration.ofSeconds(5);

    private final Environment environment;
    private final InstantSource clock;

    RolloutStatus(Environment environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Report status(Path path) {
        try {
            RoutingFlags flags = RoutingFlags.of(environment);
            return switch (RepositoryRoot.locate(path)) {
                case RepositoryRoot.Search.NotFound(String message) -> failed(message);
                case RepositoryRoot.Search.Found(RepositoryRoot root) -> status(root.path(), flags);
            };
        } catch (ConfigurationError wrong) {
            return failed(String.valueOf(wrong.getMessage()));
        }
    }

    private Report status(Path root, RoutingFlags flags) throws ConfigurationError {
        try (GitRepository git = GitRepository.open(root);
                DaemonLink link = new DaemonLink(
                        Discovery.in(environment), DaemonSocket.peer(environment), clock, Patience.DEFAULT)) {
            String id = RepositoryIdentity.of(root, git);
            DaemonLink.State state = link.state(root, id);
            boolean fails = flags.strict() && flags.sendsAnything() && state instanceof DaemonLink.Missing;
            ObjectNode json = Json.object().put("passed", !fails);
            json.putObject("repository").put("root", root.toString()).put("repository_id", id);
            json.put("strict", flags.strict());
            json.set("alignment", link.describe(id));
            json.set("daemon", daemon(state));
            ArrayNode slices = json.putArray("slices");
            ArrayNode operations = json.putArray("operations");
            ways().forEach(way -> {
                ObjectNode row = row(way, flags, state);
                slices.add(row);
                way.operations().forEach(entry -> operations.add(operation(entry, row)));
            });
            return new Report(!fails, text(json), json);
        }
    }

    /** One slice with its kind of operations. */
    private record Way(@Nullable Access access, RolloutSlice slice, List<CatalogEntry> operations) {

        String name() {
            return access == null ? "here" : slice.name().toLowerCase(Locale.ROOT);
        }

        String kind() {
            return access == null ? "both" : access.name().toLowerCase(Locale.ROOT);
        }
    }

    private static Stream<Way> ways() {
        Catalog catalog = Catalog.load();
        return Stream.concat(
                Stream.of(Access.values())
                        .flatMap(access -> RolloutSlice.flagged(access).stream()
                                .map(slice -> new Way(access, slice, entries(catalog, access, slice)))),
                Stream.of(new Way(null, RolloutSlice.HERE, entries(catalog, null, RolloutSlice.HERE))));
    }

    private static List<CatalogEntry> entries(Catalog catalog, @Nullable Access access, RolloutSlice slice) {
        return catalog.entries().stream()
                .filter(entry -> entry.slice() == slice && (access == null || entry.access() == access))
                .toList();
    }

    private static ObjectNode row(Way way, RoutingFlags flags, DaemonLink.State state) {
        RoutingFlags.Setting setting =
                way.access() == null ? RoutingFlags.Setting.UNSET : flags.setting(way.access(), way.slice());
        ObjectNode row = Json.object()
                .put("slice", way.name())
                .put("access", way.kind())
                .put("flag", way.access() == null ? null : flag(way.access(), way.slice()))
                .put("on", setting.on())
                .put("decided_by", setting.decidedBy().map(Variable::toString).orElse(null));
        if (!setting.on()) {
            return row.put("backend", Backend.DIRECT.text()).put("reason", RoutedCalls.FLAG_OFF);
        }
        return switch (state) {
            case DaemonLink.Aligned _ ->
                row.put("backend", Backend.DAEMON.text()).put("reason", "ok");
            case DaemonLink.Missing missing ->
                flags.strict()
                        ? row.putNull("backend")
                                .put("reason", missing.kind().reason())
                                .put("fails_with", missing.kind().code().text())
                        : row.put("backend", Backend.DIRECT.text())
                                .put("reason", missing.kind().reason());
        };
    }

    private static String flag(Access access, RolloutSlice slice) {
        return slice.flag(access).orElseThrow().toString();
    }

    private static ObjectNode operation(CatalogEntry entry, ObjectNode row) {
        ObjectNode operation = Json.object()
                .put("operation", entry.id())
                .put("tool", entry.mcp() == null ? null : entry.mcp().name())
                .put("access", entry.access().name().toLowerCase(Locale.ROOT));
        List.of("slice", "backend", "reason", "decided_by").forEach(name -> operation.set(name, row.get(name)));
        return operation;
    }

    /** What it says of itself, the calls that it has served among it. */
    private static ObjectNode daemon(DaemonLink.State state) {
        return switch (state) {
            case DaemonLink.Missing missing ->
                Json.object()
                        .put("aligned", false)
                        .put("reason", missing.kind().reason())
                        .put("message", missing.message());
            case DaemonLink.Aligned(DaemonClient client) -> {
                ObjectNode daemon = Json.object()
                        .put("aligned", true)
                        .put("pid", client.pid())
                        .put("version", client.version());
                if (client.call(Protocol.STATUS, Json.object(), CALL) instanceof Reply.Answered(JsonNode status)) {
                    daemon.set("calls", status.path("calls"));
                }
                yield daemon;
            }
        };
    }

    private static String text(ObjectNode json) {
        StringBuilder text = new StringBuilder("repository %s  %s%n"
                .formatted(
                        json.at("/repository/repository_id").asText(),
                        json.at("/repository/root").asText()));
        JsonNode daemon = json.path("daemon");
        text.append(
                daemon.path("aligned").asBoolean()
                        ? "daemon     pid %s of version %s, aligned%n"
                                .formatted(
                                        daemon.path("pid").asText(),
                                        daemon.path("version").asText())
                        : "daemon     %s: %s%n"
                                .formatted(
                                        daemon.path("reason").asText(),
                                        daemon.path("message").asText()));
        text.append("strict     %s%n".formatted(json.path("strict").asBoolean() ? "on" : "off"));
        for (JsonNode row : json.path("slices")) {
            text.append("%n%s%n".formatted(line(row)));
            List<String> operations = json.path("operations")
                    .valueStream()
                    .filter(operation -> belongs(operation, row))
                    .map(operation -> operation.path("operation").asText())
                    .toList();
            text.append("  ").append(String.join(" ", operations)).append(System.lineSeparator());
        }
        return text.toString().stripTrailing();
    }

    private static boolean belongs(JsonNode operation, JsonNode row) {
        return operation.path("slice").equals(row.path("slice"))
                && (row.path("flag").isNull() || operation.path("access").equals(row.path("access")));
    }

    private static String line(JsonNode row) {
        if (row.path("flag").isNull()) {
            return "here: always where they are called";
        }
        String where = row.path("backend").isNull()
                ? "fail with " + row.path("fails_with").asText()
                : row.path("backend").asText();
        String decided = Optional.ofNullable(row.path("decided_by").textValue())
                .map(variable -> variable + " is " + (row.path("on").asBoolean() ? "on" : "off"))
                .orElse(row.path("flag").asText() + " and its umbrella are unset");
        return "%s %s: %s (%s; %s)"
                .formatted(
                        row.path("slice").asText(),
                        row.path("access").asText().equals("read") ? "reads" : "writes",
                        where,
                        row.path("reason").asText(),
                        decided);
    }

    private static Report failed(String message) {
        return new Report(false, message, Json.object().put("passed", false).put("error", message));
    }
}

package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.engine.ArgumentShape;
import dev.ssot.rpc.DaemonClient;
import dev.ssot.rpc.Protocol;
import dev.ssot.rpc.Reply;
import java.nio.file.Path;

/**
 * The one class that chooses between the files and the daemon. Before a request was sent, running it directly is safe,
 * because the disk is the truth for both. After it was sent and the answer lost, a write is asked again under its
 * request id: the shared store answers what it has recorded and runs once what it has not.
 */
final class RoutedOperations implements RoutedCalls {

    private static final String OK = "ok";
    private static final String REFUSED = "refused";

    private final Catalog catalog;
    private final RoutingFlags flags;
    private final Operations direct;
    private final Places places;
    private final DaemonLink link;
    private final OrchestratorReport report;

    RoutedOperations(Catalog catalog, RoutingFlags flags, LocalEngine engine, DaemonLink link) {
        this.catalog = catalog;
        this.flags = flags;
        this.direct = engine.operations();
        this.places = engine.places();
        this.link = link;
        this.report = new OrchestratorReport(link);
    }

    @Override
    public Routed call(Call call) {
        CatalogEntry entry = catalog.find(call.operationId()).orElse(null);
        if (entry == null || !(places.find(call.root()) instanceof Places.Lookup.Found(Place place))) {
            // Nothing that a daemon would know better: the engine says what is wrong.
            return directly(call, FLAG_OFF);
        }
        if (ArgumentShape.problem(call.arguments()).isPresent()) {
            // On the wire it would become something else, and the daemon would take that for what was meant.
            return directly(call, REFUSED);
        }
        Routed routed = flags.sendsToDaemon(entry) ? toDaemon(entry, call, place) : directly(call, FLAG_OFF);
        return report.concerns(entry) ? report.complete(entry, routed, place) : routed;
    }

    /** Opens the repository and looks for the daemon before the first call has to. */
    void warmUp(Path root) {
        if (places.find(root) instanceof Places.Lookup.Found(Place place)) {
            var _ = link.state(place.root(), place.repositoryId());
        }
    }

    private Routed toDaemon(CatalogEntry entry, Call call, Place place) {
        boolean sent = false;
        // Once more after a broken connection: the next daemon may be there already.
        for (int attempt = 0; attempt < 2; attempt++) {
            switch (link.state(place.root(), place.repositoryId())) {
                case DaemonLink.Missing missing -> {
                    return notForwarded(call, missing, sent);
                }
                case DaemonLink.Aligned(DaemonClient client) -> {
                    Reply reply = client.call(
                            entry.rpcMethod(),
                            Protocol.params(
                                    place.root(),
                                    place.repositoryId(),
                                    call.requestId(),
                                    call.arguments(),
                                    call.session()),
                            entry.timeout());
                    switch (reply) {
                        case Reply.Answered(JsonNode result) -> {
                            return daemon(new Outcome.Answered((ObjectNode) result));
                        }
                        case Reply.Failed(Refusal refusal)
                        when refusal.code() != ErrorCode.SHUTTING_DOWN -> {
                            return daemon(new Outcome.Refused(refusal));
                        }
                        case Reply.Failed(Refusal leaving) -> client.close();
                        case Reply.NotSent(String reason) -> client.close();
                        case Reply.Lost(String reason) -> {
                            sent = true;
                            client.close();
                        }
                    }
                }
            }
        }
        return notForwarded(
                call, new DaemonLink.Missing(DaemonLink.Missing.Kind.UNREACHABLE, "the daemon left twice"), sent);
    }

    /** @param sent whether a daemon may have done it already; the request id then keeps it from being done twice */
    private Routed notForwarded(Call call, DaemonLink.Missing missing, boolean sent) {
        if (!flags.strict()) {
            return directly(call, missing.kind().reason());
        }
        String lost = sent
                ? "The call was sent and its answer lost: ask again with request_id %s to get the answer. "
                        .formatted(call.requestId())
                : "Nothing was done. ";
        return new Routed(
                Outcome.refused(
                        missing.kind().code(),
                        missing.message(),
                        lost + "Start the daemon with `ssot daemon start`, or unset "
                                + Variable.VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT + " to work directly."),
                Backend.DIRECT,
                missing.kind().reason());
    }

    private Routed directly(Call call, String reason) {
        return new Routed(direct.call(call), Backend.DIRECT, reason);
    }

    private static Routed daemon(Outcome outcome) {
        return new Routed(outcome, Backend.DAEMON, OK);
    }
}

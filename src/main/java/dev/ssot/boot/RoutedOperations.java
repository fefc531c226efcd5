package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
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
import java.time.Duration;
import java.util.function.Function;

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
    private final Function<CatalogEntry, Duration> time;
    private final CallCounts counts = new CallCounts();
    private final OrchestratorReport report;

    /** @param time that an operation has to answer */
    RoutedOperations(
            Catalog catalog,
            RoutingFlags flags,
            LocalEngine engine,
            DaemonLink link,
            Function<CatalogEntry, Duration> time) {
        this.catalog = catalog;
        this.flags = flags;
        this.direct = engine.operations();
        this.places = engine.places();
        this.link = link;
        this.time = time;
        this.report = new OrchestratorReport(link, counts);
    }

    @Override
    public Routed call(Call call) {
        CatalogEntry entry = catalog.find(call.operationId()).orElse(null);
        Place place =
                entry != null && places.find(call.root()) instanceof Places.Lookup.Found(Place found) ? found : null;
        Routed routed = entry == null || place == null
                // Nothing that a daemon would know better: the engine says what is wrong.
                ? directly(call, FLAG_OFF)
                : routed(entry, call, place);
        counts.count(routed);
        return entry != null && place != null && report.concerns(entry)
                ? report.complete(entry, routed, place)
                : routed;
    }

    /** Opens the repository and looks for the daemon before the first call has to. */
    void warmUp(Path root) {
        if (places.find(root) instanceof Places.Lookup.Found(Place place)) {
            var _ = link.state(place.root(), place.repositoryId());
        }
    }

    private Routed routed(CatalogEntry entry, Call call, Place place) {
        if (ArgumentShape.problem(call.arguments()).isPresent()) {
            // On the wire it would become something else, and the daemon would take that for what was meant.
            return directly(call, REFUSED);
        }
        return flags.sendsToDaemon(entry) ? toDaemon(entry, call, place) : directly(call, FLAG_OFF);
    }

    private Routed toDaemon(CatalogEntry entry, Call call, Place place) {
        Duration left = time.apply(entry);
        boolean sent = false;
        // Once more after a broken connection: the next daemon may be there already.
        for (int attempt = 0; attempt < 2; attempt++) {
            switch (link.state(place.root(), place.repositoryId())) {
                case DaemonLink.Missing missing -> {
                    return notForwarded(call, missing, sent);
                }
                case DaemonLink.Aligned(DaemonClient client) -> {
                    long began = System.nanoTime();
                    Forwarded forwarded = forward(entry, call, place, client, left);
                    left = left.minusNanos(System.nanoTime() - began);
                    switch (forwarded) {
                        case Forwarded.Done(Outcome outcome) -> {
                            return new Routed(outcome, Backend.DAEMON, OK);
                        }
                        case Forwarded.Not(DaemonLink.Missing why, boolean lost) -> {
                            return notForwarded(call, why, sent || lost);
                        }
                        case Forwarded.Broken(boolean lost) -> sent |= lost;
                    }
                }
            }
        }
        return notForwarded(call, unreachable("the daemon left twice"), sent);
    }

    /** What came of one attempt. */
    private sealed interface Forwarded {

        record Done(Outcome outcome) implements Forwarded {}

        /** @param lost whether the daemon may have done it nevertheless */
        record Not(DaemonLink.Missing why, boolean lost) implements Forwarded {}

        /** There may be another connection to another daemon. */
        record Broken(boolean lost) implements Forwarded {}
    }

    private Forwarded forward(CatalogEntry entry, Call call, Place place, DaemonClient client, Duration left) {
        Reply reply = client.call(
                entry.rpcMethod(),
                Protocol.params(place.root(), place.repositoryId(), call.requestId(), call.arguments(), call.session()),
                left);
        return switch (reply) {
            case Reply.Answered(JsonNode result) -> new Forwarded.Done(new Outcome.Answered((ObjectNode) result));
            case Reply.Failed(Refusal refusal) -> refused(entry, place, client, refusal);
            case Reply.NotSent(String reason) -> failed(client, reason, false);
            case Reply.Lost(String reason) -> failed(client, reason, true);
        };
    }

    /** Some refusals say that the daemon cannot take the call, which it has not begun; the files can. */
    private Forwarded refused(CatalogEntry entry, Place place, DaemonClient client, Refusal refusal) {
        return switch (refusal.code()) {
            case SHUTTING_DOWN -> {
                client.close();
                yield new Forwarded.Broken(false);
            }
            case REPOSITORY_MISMATCH, REPOSITORY_NOT_FOUND -> {
                link.notServed(place.repositoryId(), refusal.message());
                yield new Forwarded.Not(
                        new DaemonLink.Missing(DaemonLink.Missing.Kind.MISALIGNED, refusal.message()), false);
            }
            case UNKNOWN_OPERATION, DAEMON_INCOMPATIBLE ->
                new Forwarded.Not(
                        new DaemonLink.Missing(
                                DaemonLink.Missing.Kind.INCOMPATIBLE,
                                "the daemon is of version %s and cannot take %s: %s"
                                        .formatted(client.version(), entry.id(), refusal.message())),
                        false);
            default -> new Forwarded.Done(new Outcome.Refused(refusal));
        };
    }

    /** A connection that works is kept: only this call was too large for it, or its answer too late. */
    private static Forwarded failed(DaemonClient client, String reason, boolean lost) {
        return client.broken().isPresent() ? new Forwarded.Broken(lost) : new Forwarded.Not(unreachable(reason), lost);
    }

    private static DaemonLink.Missing unreachable(String message) {
        return new DaemonLink.Missing(DaemonLink.Missing.Kind.UNREACHABLE, message);
    }

    /** @param sent whether a daemon may have done it already; the request id then keeps it from being done twice */
    private Routed notForwarded(Call call, DaemonLink.Missing missing, boolean sent) {
        if (!flags.strict()) {
            return directly(call, missing.kind().reason());
        }
        String next = sent && call.requestId() != null
                ? "The call was sent and its answer lost: ask again with request_id %s to get the answer. "
                        .formatted(call.requestId())
                : "Nothing was done. ";
        return new Routed(
                Outcome.refused(
                        missing.kind().code(),
                        missing.message(),
                        next + "Start the daemon with `ssot daemon start`, or unset "
                                + Variable.VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT + " to work directly."),
                Backend.DIRECT,
                missing.kind().reason());
    }

    private Routed directly(Call call, String reason) {
        return new Routed(direct.call(call), Backend.DIRECT, reason);
    }
}

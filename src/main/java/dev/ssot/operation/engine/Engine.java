package dev.ssot.operation.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.ControlStore;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.FolderUseCase;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import dev.ssot.operation.ProcessLeaving;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs operations on the files of this machine. Every door's input is checked here, once. */
public final class Engine implements Operations {

    private static final Logger LOG = System.getLogger(Engine.class.getName());

    private final Catalog catalog;
    private final Places places;
    private final InstantSource clock;
    private final ArgumentBinder binder = new ArgumentBinder();
    private final Map<String, Binding<?, ?>> bindings;

    public Engine(Catalog catalog, Places places, InstantSource clock, Surroundings around) {
        this.catalog = catalog;
        this.places = places;
        this.clock = clock;
        this.bindings =
                Bindings.all(around).stream().collect(Collectors.toMap(Binding::operationId, Function.identity()));
    }

    /** The operations that code is bound to. */
    public Set<String> handlers() {
        return Collections.unmodifiableSet(bindings.keySet());
    }

    @Override
    public Outcome call(Call call) {
        CatalogEntry entry = catalog.find(call.operationId()).orElse(null);
        Binding<?, ?> binding = bindings.get(call.operationId());
        if (entry == null || binding == null) {
            return Outcome.refused(
                    ErrorCode.UNKNOWN_OPERATION,
                    "unknown operation: " + call.operationId(),
                    "Use an operation that the catalog of this version lists.");
        }
        try {
            return run(entry, binding, call);
        } catch (ControlStore.Unavailable unavailable) {
            LOG.log(Level.WARNING, "store unavailable for " + call.operationId(), unavailable);
            return Outcome.refused(
                    ErrorCode.STORE_UNAVAILABLE,
                    String.valueOf(unavailable.getMessage()),
                    "Nothing was acknowledged. Call again once the cause is gone.");
        } catch (ProcessLeaving leaving) {
            return Outcome.refused(
                    ErrorCode.SHUTTING_DOWN,
                    String.valueOf(leaving.getMessage()),
                    "Nothing was recorded. Call again: the next daemon or the files answer.");
        } catch (RuntimeException bug) {
            String correlation = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "bug in " + call.operationId() + ", correlation id " + correlation, bug);
            return Outcome.refused(
                    ErrorCode.INTERNAL,
                    "internal error, correlation id " + correlation,
                    "Look for the correlation id in the log and report it.");
        }
    }

    private <Q extends Record, A extends Record> Outcome run(CatalogEntry entry, Binding<Q, A> binding, Call call) {
        return switch (binding.work()) {
            case UseCase<Q, A> useCase ->
                places.use(call.root(), lookup -> switch (lookup) {
                    case Places.Lookup.Missing(String message) ->
                        Outcome.refused(
                                ErrorCode.REPOSITORY_NOT_FOUND, message, "Name a repository that holds a registry.");
                    case Places.Lookup.Found(Place place) ->
                        run(
                                entry,
                                binding,
                                call,
                                request -> useCase.run(
                                        request,
                                        new Context(
                                                place,
                                                call.operationId(),
                                                clock.instant(),
                                                call.requestId(),
                                                fingerprint(call),
                                                call.session())));
                });
            case FolderUseCase<Q, A> useCase ->
                folder(call.root())
                        .map(folder -> run(entry, binding, call, request -> useCase.run(request, folder)))
                        .orElseGet(() -> Outcome.refused(
                                ErrorCode.REPOSITORY_NOT_FOUND,
                                "no such folder: " + call.root(),
                                "Name a folder that is there."));
        };
    }

    private <Q extends Record, A extends Record> Outcome run(
            CatalogEntry entry, Binding<Q, A> binding, Call call, Function<Q, Reply<A>> use) {
        return switch (binder.bind(entry, binding.request(), call.arguments())) {
            case ArgumentBinder.Bound.Invalid<Q>(Refusal refusal) -> new Outcome.Refused(refusal);
            case ArgumentBinder.Bound.Request<Q>(Q request) -> outcome(use.apply(request));
        };
    }

    private static Optional<Path> folder(Path named) {
        try {
            return Optional.of(named.toRealPath()).filter(Files::isDirectory);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static <A extends Record> Outcome outcome(Reply<A> reply) {
        return switch (reply) {
            case Reply.Answer<A>(A answer, boolean _) -> new Outcome.Answered(Json.tree(answer));
            case Reply.Recorded<A>(ObjectNode answer) -> new Outcome.Answered(answer);
            case Reply.Refused<A>(Refusal refusal) -> new Outcome.Refused(refusal);
        };
    }

    /** The same request id with other arguments is another call. Only a call with a request id needs this. */
    private static String fingerprint(Call call) {
        if (call.requestId() == null) {
            return "";
        }
        ObjectNode named = Json.object().put("operation", call.operationId());
        named.set("arguments", call.arguments());
        return CanonicalJson.hash(CanonicalJson.write(named));
    }
}

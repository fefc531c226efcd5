package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Claimant;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.campaign.WorkerHolder;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a use case works with.
 *
 * @param operationId of the operation that was called
 * @param now the wall clock, read once for the call
 * @param requestId the name of the request for retries; null for none
 * @param fingerprint hash of operation and arguments
 * @param session the process that goes on after the call; null for a command
 */
public record Context(
        Place place,
        String operationId,
        Instant now,
        @Nullable String requestId,
        String fingerprint,
        @Nullable ProcessIdentity session) {

    /** The calling process, as far as it takes hold of workers' names. */
    public Claimant claimant() {
        return new Claimant(session == null ? null : session.text(), LocalProcesses.INSTANCE);
    }

    /**
     * Who calls, for the log: the worker whose name the calling process holds, else the process itself; a command is
     * the operator's.
     */
    public String agent() {
        if (session == null) {
            return "operator";
        }
        String process = session.text();
        List<String> held = read(view -> view.holders().stream()
                .filter(holder -> holder.process().equals(process))
                .map(WorkerHolder::workerId)
                .toList());
        return held.size() == 1 ? held.getFirst() : process;
    }

    /** Reads the registry, or says why it cannot be read. */
    public <A extends Record> Reply<A> withRegistry(Function<Registry, Reply<A>> use) {
        return switch (place.registries().read()) {
            case RegistryStore.Reading.Read(Registry registry) -> use.apply(registry);
            case RegistryStore.Reading.Unreadable unreadable -> Reply.unreadable(unreadable);
        };
    }

    /** The same call without its request id: for a step whose answer is not the answer of the call. */
    public Context step() {
        return new Context(place, operationId, now, null, "", session);
    }

    /** The same call at a later time, for what takes long. */
    public Context at(Instant later) {
        return new Context(place, operationId, later, requestId, fingerprint, session);
    }

    /** The answer that this request got before, so that a call of several steps does none of them twice. */
    public <A extends Record> Optional<Reply<A>> recorded() {
        return requestId == null ? Optional.empty() : read(this::recorded);
    }

    public <T> T read(Function<ControlView, T> query) {
        return place.control().read(now, query);
    }

    /** One durable decision; a request that was answered before gets that answer again, and nothing is done twice. */
    public <A extends Record> Reply<A> decide(Function<ControlTransaction, Reply<A>> decision) {
        return tryDecide((ControlTransaction tx) -> Optional.of(decision.apply(tx)))
                .orElseThrow();
    }

    /** As {@link #decide}; an empty decision has found out that it rests on something outdated, and is not recorded. */
    public <A extends Record> Optional<Reply<A>> tryDecide(Function<ControlTransaction, Optional<Reply<A>>> decision) {
        return place.control().decide(now, tx -> {
            if (requestId == null) {
                return decision.apply(tx);
            }
            Optional<Reply<A>> before = recorded(tx);
            if (before.isPresent()) {
                return before;
            }
            Optional<Reply<A>> reply = decision.apply(tx);
            if (reply.orElse(null) instanceof Reply.Answer<A>(A answer, boolean lasting) && lasting) {
                ObjectNode recorded = Json.tree(answer);
                tx.record(new RecordedAnswer(requestId, fingerprint, recorded));
                return Optional.of(new Reply.Recorded<>(recorded));
            }
            return reply;
        });
    }

    private <A extends Record> Optional<Reply<A>> recorded(ControlView view) {
        return view.recordedAnswer(String.valueOf(requestId))
                .map(before -> before.fingerprint().equals(fingerprint)
                        ? new Reply.Recorded<>(before.answer())
                        : Reply.requestIdReused(String.valueOf(requestId)));
    }
}

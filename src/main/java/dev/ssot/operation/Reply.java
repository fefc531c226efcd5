package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.RegistryStore;

/** What a use case says. */
public sealed interface Reply<A extends Record> {

    /** @param lasting whether the same request gets this answer again; if not, it is decided anew */
    record Answer<A extends Record>(A answer, boolean lasting) implements Reply<A> {}

    /** An answer that was recorded as JSON: with the write itself, or for the same request before. */
    record Recorded<A extends Record>(ObjectNode answer) implements Reply<A> {}

    record Refused<A extends Record>(Refusal refusal) implements Reply<A> {}

    static <A extends Record> Reply<A> answer(A answer) {
        return new Answer<>(answer, true);
    }

    /** Tells how things are and has done nothing that must not be done twice, so keeping it would only cost space. */
    static <A extends Record> Reply<A> passing(A answer) {
        return new Answer<>(answer, false);
    }

    static <A extends Record> Reply<A> refused(ErrorCode code, String message, String next) {
        return new Refused<>(new Refusal(code, message, next));
    }

    static <A extends Record> Reply<A> requestIdReused(String requestId) {
        return refused(
                ErrorCode.CONFLICT,
                "request_id %s was used for another call".formatted(requestId),
                "Use a new request_id; the same one is only for asking the same call again.");
    }

    static <A extends Record> Reply<A> unreadable(RegistryStore.Reading.Unreadable unreadable) {
        return refused(
                ErrorCode.REGISTRY_UNREADABLE,
                unreadable.message(),
                "The file was left as it is. Mend it, then call again.");
    }
}

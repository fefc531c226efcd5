package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a call led to. A refusal changed nothing. */
public sealed interface Outcome {

    /** The result object, always with {@code passed}. */
    record Answered(ObjectNode result) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    static Outcome refused(ErrorCode code, String message, String next) {
        return new Refused(new Refusal(code, message, next));
    }
}

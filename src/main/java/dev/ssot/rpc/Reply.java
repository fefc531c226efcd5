package dev.ssot.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.operation.Refusal;

/** What came of one call to the daemon; the cases differ in what the caller may do next. */
public sealed interface Reply {

    record Answered(JsonNode result) implements Reply {}

    /** The daemon refused with a code. */
    record Failed(Refusal refusal) implements Reply {}

    /** The daemon has not seen the call and never will: it may be run elsewhere. */
    record NotSent(String reason) implements Reply {}

    /** Sent, and no answer: it may have been done. Reads are repeated, writes asked again with their request id. */
    record Lost(String reason) implements Reply {}
}

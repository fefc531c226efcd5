package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a call ended for its caller. */
public sealed interface End {

    record Answered(ObjectNode result) implements End {}

    /** Nothing was changed. */
    record Refused(String code, String message) implements End {}

    /** Nobody answered any more: it may have been done or not. */
    record Lost() implements End {}
}

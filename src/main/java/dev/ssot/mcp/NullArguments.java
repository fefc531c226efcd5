package dev.ssot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Carries arguments that are null past the MCP library, whose copy of the argument map refuses them. Null is a value
 * here: {@code status: null} asks for every status.
 */
final class NullArguments {

    /** No tool has an argument of that name. */
    private static final String ENVELOPE = "$arguments";

    private NullArguments() {}

    static void wrap(ObjectNode params) {
        if (params.get("arguments") instanceof ObjectNode arguments && holdsNull(arguments)) {
            params.putObject("arguments").set(ENVELOPE, arguments);
        }
    }

    static ObjectNode unwrap(ObjectNode arguments) {
        return arguments.size() == 1 && arguments.get(ENVELOPE) instanceof ObjectNode inside ? inside : arguments;
    }

    private static boolean holdsNull(ObjectNode arguments) {
        for (JsonNode value : arguments) {
            if (value.isNull()) {
                return true;
            }
        }
        return false;
    }
}

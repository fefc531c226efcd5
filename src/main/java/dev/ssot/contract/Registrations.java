package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the doors of the running program register. It is found by running the code that registers, and never by looking
 * for text.
 *
 * @param tools aliases among them
 * @param handlers the operations that code is bound to
 * @param methods of the daemon's protocol, each with the operation that it reaches; empty for one of the protocol itself
 * @param commands of the command line
 * @param routes of the HTTP gateway: {@code GET /health}
 * @param variables of the environment, where code reads them
 */
public record Registrations(
        List<Tool> tools,
        Set<String> handlers,
        Map<String, Optional<String>> methods,
        CommandSurface commands,
        Set<String> routes,
        VariableUse variables) {

    /**
     * One tool, as clients are told of it.
     *
     * @param outputSchema null when it has none
     * @param aliasOf the tool that it is a further name of; null for a tool of its own
     * @param operation what a call of it reaches; null for nothing
     */
    public record Tool(
            String name,
            String title,
            String description,
            ObjectNode inputSchema,
            @Nullable ObjectNode outputSchema,
            ObjectNode annotations,
            ObjectNode meta,
            @Nullable String aliasOf,
            @Nullable String operation) {}
}

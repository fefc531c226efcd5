package dev.ssot.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The daemon's protocol, as far as no row of the catalog declares it.
 *
 * @param id what both sides say that they speak
 * @param errorCodes those of the protocol itself
 * @param methods those that are no operations
 */
public record DaemonProtocol(
        String id, @JsonProperty("error_codes") List<String> errorCodes, List<Method> methods) {

    /** A method of the daemon itself, with JSON Schemas of what it takes and answers. */
    public record Method(String method, String summary, ObjectNode params, ObjectNode result) {}
}

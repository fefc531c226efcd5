package dev.ssot.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One operation as the catalog declares it, with the schemas generated from its records.
 *
 * @param sideEffects one of {@link SideEffects}
 * @param idempotent true when a repeated call changes nothing further
 * @param timeoutMs how long a caller waits for the answer
 * @param mcp null for an operation that agents reach as a resource
 * @param rpcMethod the method of the daemon's protocol: {@code orch.slice_claim}
 * @param inputSchema JSON Schema of the arguments, {@code repo} and {@code request_id} included
 */
public record CatalogEntry(
        String id,
        String title,
        String description,
        @JsonProperty("product_lane") String productLane,
        @JsonProperty("side_effect_class") String sideEffects,
        boolean idempotent,
        Access access,
        RolloutSlice slice,
        @JsonProperty("timeout_ms") int timeoutMs,
        @Nullable Tool mcp,
        @JsonProperty("rpc_method") String rpcMethod,
        @JsonProperty("input_schema") ObjectNode inputSchema,
        @JsonProperty("output_schema") ObjectNode outputSchema) {

    /** The operation's projection as an MCP tool. */
    public record Tool(
            String name,
            String tier,
            @JsonProperty("http_read_role_eligible") boolean readRole) {

        private static Tool read(JsonNode row) {
            return new Tool(
                    row.required("name").textValue(),
                    row.required("tier").textValue(),
                    row.required("http_read_role_eligible").booleanValue());
        }
    }

    /** Reads one row of the build product; by hand, because binding records costs every start a tenth of its time. */
    static CatalogEntry read(JsonNode row) {
        JsonNode mcp = row.path("mcp");
        return new CatalogEntry(
                row.required("id").textValue(),
                row.required("title").textValue(),
                row.required("description").textValue(),
                row.required("product_lane").textValue(),
                row.required("side_effect_class").textValue(),
                row.required("idempotent").booleanValue(),
                Access.valueOf(row.required("access").textValue()),
                RolloutSlice.valueOf(row.required("slice").textValue()),
                row.required("timeout_ms").intValue(),
                mcp.isObject() ? Tool.read(mcp) : null,
                row.required("rpc_method").textValue(),
                (ObjectNode) row.required("input_schema"),
                (ObjectNode) row.required("output_schema"));
    }

    /** What agents call it: the tool's name, or the id where there is no tool. */
    public String name() {
        return mcp == null ? id : mcp.name();
    }

    public boolean writes() {
        return access == Access.WRITE;
    }

    /** How long a caller waits for the answer. */
    public Duration timeout() {
        return Duration.ofMillis(timeoutMs);
    }

    public boolean destructive() {
        return sideEffects.equals(SideEffects.DESTRUCTIVE.text());
    }

    /** A refusal as the result of a call; one whose contract has results say {@code success} is refused in that form. */
    public ObjectNode result(Refusal refusal) {
        ObjectNode result = refusal.result();
        return outputSchema.path("properties").has("success")
                ? result.put("success", false).put("remediation", refusal.next())
                : result;
    }
}

package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One route of the HTTP gateway.
 *
 * @param role the token that it needs: {@code none}, {@code read} (either token) or {@code write}
 * @param request JSON Schema of the body; null for none
 * @param responses what it answers, by status
 * @param problems statuses of refusals
 */
public record HttpRoute(
        String method,
        String path,
        String summary,
        String role,
        @Nullable ObjectNode request,
        Map<String, Response> responses,
        List<Integer> problems) {

    /**
     * An answer that is no refusal.
     *
     * @param content JSON Schemas by content type; empty for no body
     */
    public record Response(String summary, Map<String, ObjectNode> content) {

        public Response {
            content = Objects.requireNonNullElse(content, Map.of());
        }
    }
}

package dev.ssot.mcp;

import dev.ssot.operation.tool.Role;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sessions belong to the role that began them: another's session is one that does not exist. Their number is bounded. */
@Singleton
final class HttpSessions {

    enum Admission {
        ADMITTED,
        UNKNOWN,
        TOO_MANY
    }

    private static final String HEADER = "Mcp-Session-Id";
    private static final int MOST = 1_000;

    private final ConnectionManager connections;
    private final Map<String, Role> roles = new ConcurrentHashMap<>();

    HttpSessions(ConnectionManager connections) {
        this.connections = connections;
    }

    Admission admit(RoutingContext context, Role role) {
        String id = context.request().getHeader(HEADER);
        if (id != null) {
            return roles.get(id) == role ? Admission.ADMITTED : Admission.UNKNOWN;
        }
        roles.keySet().removeIf(known -> !connections.has(known));
        if (roles.size() >= MOST) {
            return Admission.TOO_MANY;
        }
        context.addHeadersEndHandler(_ -> keep(context.response().headers().get(HEADER), role));
        return Admission.ADMITTED;
    }

    private void keep(@Nullable String id, Role role) {
        if (id != null) {
            roles.put(id, role);
        }
    }
}

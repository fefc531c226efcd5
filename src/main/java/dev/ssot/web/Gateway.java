package dev.ssot.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls.Routed;
import dev.ssot.operation.tool.Bug;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.ServedTool;
import dev.ssot.operation.tool.ToolCalls;
import dev.ssot.operation.tool.Toolbox;
import dev.ssot.registry.json.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gateway of the daemon: the guard before every route, and what the routes of its own answer. */
@Singleton
public final class Gateway {

    /** Before any other filter and route. */
    private static final int PRIORITY = 1_000_000;

    /** What is served, and to whom. */
    private record Open(GatewayTerms terms, Guard guard, Toolbox toolbox, ToolCalls calls, Supplier<String> metrics) {}

    private volatile @Nullable Open open;
    private volatile boolean leaving;

    /**
     * Lets callers in. The port may have been open before; they were told to come again.
     *
     * @param metrics the figures of this process in the text format of Prometheus
     */
    public void open(GatewayTerms terms, Toolbox toolbox, ToolCalls calls, Supplier<String> metrics) {
        open = new Open(terms, new Guard(terms), toolbox, calls, metrics);
    }

    /** From here on it is not ready for calls; it still says so. */
    public void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    String metrics() {
        return opened().metrics().get();
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    /** Whatever fails on the way is answered as every refusal is. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(Gateway::failed);
    }

    private void admit(RoutingContext context) {
        Open now = open;
        Optional<Problem> refusal = now == null
                ? Optional.of(Problem.of(503, "the gateway is not open yet").with("Retry-After", "1"))
                : now.guard().refusal(context);
        if (refusal.isPresent()) {
            refusal.get().send(context.response());
        } else {
            read(context);
        }
    }

    /** The guard has judged what the header says of the size; this judges what comes. */
    private static void read(RoutingContext context) {
        Buffer body = Buffer.buffer();
        context.request().handler(part -> {
            if (body.length() <= Guard.BODY_LIMIT) {
                body.appendBuffer(part);
            }
        });
        context.request().endHandler(_ -> {
            if (body.length() > Guard.BODY_LIMIT) {
                Guard.tooLarge().send(context.response());
                return;
            }
            RoutingContextInternal internal = (RoutingContextInternal) context;
            internal.setBody(body);
            internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
            context.next();
        });
        if (context.request().headers().contains("Expect", "100-continue", true)) {
            context.response().writeContinue();
        }
        context.request().resume();
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        Problem problem =
                status == 500 && failure != null ? bug(context.request().path(), failure) : Problem.of(status);
        (status == 405 ? Guard.withMethods(problem, context.request().path()) : problem).send(context.response());
    }

    static Problem bug(String what, Throwable failure) {
        return Problem.of(Bug.reported(what, failure));
    }

    ObjectNode info() {
        GatewayTerms terms = opened().terms();
        ObjectNode info = Json.object()
                .put("enabled", true)
                .put("bind_host", terms.host())
                .put("bind_port", terms.address().getPort())
                .put("auth_required", !terms.anonymousReads())
                .put("require_forwarded_https", terms.requireForwardedHttps());
        names(info.putArray("allowed_tools"), Role.WRITE);
        names(info.putArray("read_role_allowed_tools"), Role.READ);
        return info.put("calls_per_minute", terms.callsPerMinute());
    }

    private void names(ArrayNode names, Role role) {
        opened().toolbox().listed(role).forEach(tool -> names.add(tool.name()));
    }

    ObjectNode tools(Role role) {
        ObjectNode answer = Json.object().put("success", true);
        ArrayNode tools = answer.putArray("tools");
        for (ServedTool tool : opened().toolbox().listed(role)) {
            ObjectNode row = tools.addObject().put("name", tool.name()).put("description", tool.description());
            row.set("input_schema", tool.inputSchema());
            row.put("product_lane", tool.operation().productLane());
            row.set("_meta", Json.MAPPER.valueToTree(tool.meta()));
        }
        return answer;
    }

    Routed call(String name, ObjectNode arguments, Role role) {
        return opened().calls().call(name, arguments, role);
    }

    /** A refusal in the form that the tool's contract has for it. */
    ObjectNode result(String name, Refusal refusal) {
        return opened().toolbox()
                .find(name)
                .map(tool -> tool.operation().result(refusal))
                .orElseGet(refusal::result);
    }

    private Open opened() {
        Open now = open;
        if (now == null) {
            throw new IllegalStateException("a request has passed a gateway that is closed");
        }
        return now;
    }
}

package dev.ssot.web;

import dev.ssot.operation.tool.Role;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Lets a request in or refuses it, before any route sees it. The order is part of the contract: what costs nothing and
 * tells nothing comes first, and nobody can try tokens faster than the address may call.
 */
final class Guard {

    static final int BODY_LIMIT = 256 * 1024;

    static final String HEALTH = "/health";
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";
    static final String METRICS = "/metrics";
    static final String INFO = "/v1/info";
    static final String TOOLS = "/v1/tools";
    static final String CALL = "/v1/tools/call";
    static final String MCP = "/mcp";

    /** What whoever watches a process asks, without knowing any secret of it. */
    private static final Set<String> HEALTHS = Set.of(HEALTH, LIVE, READY);

    /** Every route there is, to the letter, with its methods. */
    private static final Map<String, Set<String>> ROUTES = Map.of(
            HEALTH, Set.of("GET"),
            LIVE, Set.of("GET"),
            READY, Set.of("GET"),
            METRICS, Set.of("GET"),
            INFO, Set.of("GET"),
            TOOLS, Set.of("GET"),
            CALL, Set.of("POST"),
            MCP, Set.of("GET", "POST", "DELETE"));

    private final GatewayTerms terms;
    private final Callers callers;
    private final RateLimit byAddress;
    private final RateLimit byToken;

    private final List<Function<RoutingContext, Optional<Problem>>> checks = List.of(
            this::host, this::size, this::address, this::forwardedHttps, this::token, this::caller, this::route);

    Guard(GatewayTerms terms) {
        this.terms = terms;
        this.callers = new Callers(terms);
        this.byAddress = new RateLimit(terms.callsPerMinute());
        this.byToken = new RateLimit(terms.callsPerMinute());
    }

    /** Why the request is refused. Without a reason it may go on, with its role in its data. */
    Optional<Problem> refusal(RoutingContext context) {
        for (Function<RoutingContext, Optional<Problem>> check : checks) {
            Optional<Problem> refusal = check.apply(context);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** A page from elsewhere can bring a browser to call here under a name of its own, but not to lie about that. */
    private Optional<Problem> host(RoutingContext context) {
        if (!callers.knowsHost(context.request())) {
            return refused(403, "host_denied");
        }
        return callers.knowsOrigin(context.request()) ? Optional.empty() : refused(403, "origin_denied");
    }

    private Optional<Problem> size(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        return length != null && !(length.matches("\\d{1,9}") && Integer.parseInt(length) <= BODY_LIMIT)
                ? Optional.of(tooLarge())
                : Optional.empty();
    }

    static Problem tooLarge() {
        return Problem.of(413, "the body has more than %d bytes".formatted(BODY_LIMIT));
    }

    private Optional<Problem> address(RoutingContext context) {
        return limit(byAddress, callers.address(context.request()));
    }

    private Optional<Problem> forwardedHttps(RoutingContext context) {
        List<String> schemes = context.request().headers().getAll("X-Forwarded-Proto");
        return terms.requireForwardedHttps() && !schemes.equals(List.of("https"))
                ? refused(403, "VOX_MCP_HTTP_REQUIRE_FORWARDED_HTTPS=1 requires X-Forwarded-Proto: https")
                : Optional.empty();
    }

    private Optional<Problem> token(RoutingContext context) {
        if (free(context.request())) {
            return Optional.empty();
        }
        Optional<Role> role = callers.role(context.request());
        role.ifPresent(known -> context.put(Role.OF_REQUEST, known));
        return role.isPresent()
                ? Optional.empty()
                : Optional.of(Problem.of(401, "missing or invalid bearer token")
                        .with("WWW-Authenticate", "Bearer realm=\"ssot\""));
    }

    private Optional<Problem> caller(RoutingContext context) {
        Role role = context.get(Role.OF_REQUEST);
        return role == null ? Optional.empty() : limit(byToken, role.text());
    }

    private Optional<Problem> route(RoutingContext context) {
        HttpServerRequest request = context.request();
        Set<String> methods = ROUTES.get(request.path());
        if (methods == null) {
            return refused(404, "there is no such route");
        }
        return methods.contains(request.method().name())
                ? Optional.empty()
                : Optional.of(withMethods(
                        Problem.of(
                                405,
                                "this route does not take " + request.method().name()),
                        request.path()));
    }

    /** Those that a path takes, sorted. */
    static List<String> methods(String path) {
        return ROUTES.getOrDefault(path, Set.of()).stream().sorted().toList();
    }

    static Problem withMethods(Problem problem, String path) {
        return problem.with("Allow", String.join(", ", methods(path)));
    }

    private boolean free(HttpServerRequest request) {
        return !terms.healthNeedsToken() && HEALTHS.contains(request.path());
    }

    private Optional<Problem> limit(RateLimit limit, String key) {
        long seconds = limit.secondsToWait(key);
        return seconds == 0
                ? Optional.empty()
                : Optional.of(Problem.of(
                                429, "rate limit exceeded (max %d requests/minute)".formatted(terms.callsPerMinute()))
                        .with("Retry-After", Long.toString(seconds)));
    }

    private static Optional<Problem> refused(int status, String error) {
        return Optional.of(Problem.of(status, error));
    }
}

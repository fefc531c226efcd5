package dev.ssot.web;

import dev.ssot.operation.tool.Role;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who sends a request, by its headers and its connection. */
final class Callers {

    private static final String BEARER = "bearer ";

    private final GatewayTerms terms;
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> origins = new HashSet<>();

    Callers(GatewayTerms terms) {
        this.terms = terms;
        int port = terms.address().getPort();
        InetAddress bound = terms.address().getAddress();
        if (bound.isLoopbackAddress() || bound.isAnyLocalAddress()) {
            hosts.addAll(List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port));
        }
        if (!bound.isAnyLocalAddress()) {
            hosts.add(hostAndPort(bound, port));
        }
        hosts.forEach(host -> origins.add("http://" + host));
        terms.origins().forEach(origin -> {
            origins.add(origin);
            hosts.add(URI.create(origin).getAuthority());
        });
    }

    /** By a name that an attacker cannot give this server: one that was configured, or the number it was reached by. */
    boolean knowsHost(HttpServerRequest request) {
        List<String> given = request.headers().getAll("Host");
        if (given.size() != 1) {
            return false;
        }
        String host = given.getFirst().toLowerCase(Locale.ROOT);
        return hosts.contains(host) || host.equals(reached(request));
    }

    private @Nullable String reached(HttpServerRequest request) {
        if (!terms.address().getAddress().isAnyLocalAddress()) {
            return null;
        }
        return hostAndPort(
                InetAddress.ofLiteral(request.localAddress().hostAddress()),
                terms.address().getPort());
    }

    /** A program sends no origin; a browser sends exactly one, which no page can choose. */
    boolean knowsOrigin(HttpServerRequest request) {
        List<String> given = request.headers().getAll("Origin");
        return given.isEmpty() || given.size() == 1 && origins.contains(given.getFirst());
    }

    /** The key of the limit by address. An IPv6 caller owns a whole network of 64 bits, so that is one caller. */
    String address(HttpServerRequest request) {
        String remote = request.remoteAddress().hostAddress();
        if (terms.trustForwardedFor()) {
            String forwarded = request.getHeader("X-Forwarded-For");
            String first = forwarded == null ? "" : forwarded.split(",", 2)[0].strip();
            return network(first).or(() -> network(remote)).orElse(remote);
        }
        return network(remote).orElse(remote);
    }

    private static Optional<String> network(String literal) {
        try {
            byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
            return Optional.of(Arrays.toString(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Exactly one {@code Authorization} header counts; a token anywhere else is none. */
    Optional<Role> role(HttpServerRequest request) {
        List<String> given = request.headers().getAll("Authorization");
        if (given.isEmpty() && terms.anonymousReads()) {
            return Optional.of(Role.READ);
        }
        if (given.size() != 1 || !given.getFirst().toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Optional.empty();
        }
        return terms.tokens().role(given.getFirst().substring(BEARER.length()).strip());
    }

    static String hostAndPort(InetAddress address, int port) {
        String host = address.getHostAddress();
        return address instanceof Inet6Address ? "[%s]:%d".formatted(host, port) : host + ":" + port;
    }
}

package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.mcp.HttpFront;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Operations;
import dev.ssot.operation.tool.ToolCalls;
import dev.ssot.web.Gateway;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The daemon's process with the gateway: one process, the socket of the protocol and the port of HTTP. */
@Singleton
final class HttpDaemon implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(HttpDaemon.class);

    private final Gateway gateway;
    private final HttpFront mcp;

    HttpDaemon(Gateway gateway, HttpFront mcp) {
        this.gateway = gateway;
        this.mcp = mcp;
    }

    /** Runs the daemon; without its gateway, and saying so, where the port cannot be had. */
    static int run(String[] args, HttpSettings http, PrintWriter out, PrintWriter err) throws ConfigurationError {
        Optional<String> taken = probe(http);
        if (taken.isPresent()) {
            return without(args, http, taken.get(), out, err);
        }
        System.setProperty("quarkus.http.host-enabled", "true");
        System.setProperty(
                "quarkus.http.host", http.terms().address().getAddress().getHostAddress());
        System.setProperty(
                "quarkus.http.port", Integer.toString(http.terms().address().getPort()));
        Framework.Ended ended = Framework.run("daemon", HttpDaemon.class, args);
        // What fails in the daemon itself is a status; this is the framework, which somebody overtook at the port.
        return ended.failure() == null ? ended.status() : without(args, http, "HTTP could not be started", out, err);
    }

    private static int without(String[] args, HttpSettings http, String reason, PrintWriter out, PrintWriter err)
            throws ConfigurationError {
        err.println("the gateway is not served: " + reason);
        return CommandProcess.run(args, out, err, new DaemonGateway.Unavailable(http.url(), reason));
    }

    /** Before the boot, which would end the process where the port is taken. */
    private static Optional<String> probe(HttpSettings http) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(http.terms().address());
            return Optional.empty();
        } catch (IOException taken) {
            return Optional.of("%s cannot be bound: %s".formatted(http.terms().hostAndPort(), taken.getMessage()));
        }
    }

    @Override
    public int run(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try {
            HttpSettings http = HttpSettings.in(Environment.ofThisProcess(), Catalog.load(), CommandProcess.folder())
                    .orElseThrow();
            return CommandProcess.run(args, out, err, new Serving(http, gateway, mcp));
        } catch (RuntimeException | Error | ConfigurationError failure) {
            LOG.error("The daemon has failed", failure);
            return 1;
        }
    }

    /** The gateway of a daemon that has booted. */
    private static final class Serving implements DaemonGateway {

        private static final Duration DRAIN = Duration.ofSeconds(10);

        private final HttpSettings http;
        private final Gateway gateway;
        private final HttpFront mcp;
        private volatile @Nullable GatewayCalls calls;
        private @Nullable DaemonMetrics metrics;

        Serving(HttpSettings http, Gateway gateway, HttpFront mcp) {
            this.http = http;
            this.gateway = gateway;
            this.mcp = mcp;
        }

        @Override
        public void measure(ServedCalls served, Supplier<ObjectNode> status) {
            metrics = new DaemonMetrics(served, status);
        }

        @Override
        public void open(Catalog catalog, Operations operations) {
            DaemonMetrics measured = Objects.requireNonNull(metrics, "opened before anything was measured");
            GatewayCalls opened = new GatewayCalls(GatewayCalls.timeOf(catalog), operations);
            calls = opened;
            mcp.open(catalog, http.toolbox(), opened, http.scope());
            gateway.open(
                    http.terms(),
                    http.toolbox(),
                    new ToolCalls(http.toolbox(), opened, http.scope()),
                    measured::scrape);
            List<String> outOfReach = http.outOfReach();
            if (!outOfReach.isEmpty()) {
                LOG.warnf("the read role cannot reach %s: the lists of tools leave them out", outOfReach);
            }
            LOG.infof("the gateway serves %s", http.url());
        }

        @Override
        public void drain() {
            GatewayCalls opened = calls;
            gateway.leave();
            try {
                if (opened != null && !opened.drain(DRAIN)) {
                    LOG.warnf("closing with calls of the gateway still running after %s", DRAIN);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void describe(ObjectNode status) {
            status.putObject("http").put("serving", calls != null).put("address", http.url());
        }
    }
}

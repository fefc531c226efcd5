package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.contract.RolloutTable;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.ScriptedPeer;
import dev.ssot.rpc.ScriptedPeer.Exchange;
import dev.ssot.rpc.ScriptedPeer.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A daemon, or what is left of one, in each state of the table: with real sockets and the real handshake. */
final class DaemonInState implements AutoCloseable {

    private static final ObjectNode DONE = Json.object().put("passed", true).put("by", "the daemon");
    private static final int PINGS_OF_A_BUSY_ONE = 3;

    /** Released when the test is over: what a daemon that is stopped waits for. */
    private final CountDownLatch end = new CountDownLatch(1);

    private final Environment environment;
    private final Discovery discovery;
    private final String repositoryId;
    private final AtomicInteger calls = new AtomicInteger();
    private @Nullable ScriptedPeer peer;
    private @Nullable Daemon daemon;

    DaemonInState(RolloutTable.State state, Environment environment, String repositoryId) throws Exception {
        this.environment = environment;
        this.discovery = Discovery.in(environment).orElseThrow();
        this.repositoryId = repositoryId;
        switch (state) {
            case ALIGNED -> startReal();
            case ABSENT -> {}
            case LEFT_OVER -> announce(of(script(_ -> {})).address(), Long.MAX_VALUE >> 32);
            case REFUSING -> {
                announce(of(script(_ -> {})).address());
                peer.die();
            }
            case STRANGER -> announce(of(script(_ -> {})).serve().addressWithAnotherToken());
            case SILENT -> announce(of(script(_ -> {})).staySilent().address());
            case OTHER_PROTOCOL -> announce(of(script(_ -> {})).refuseProtocol().address());
            case OTHER_REPOSITORY -> serve(exchange -> exchange.serve("ffffffffffffffff"));
            case OTHER_BUILD -> serve(script(exchange -> exchange.answer(DONE)));
            case BUSY -> serve(busy());
            case REPLACED -> serve(script(this::leaveFirst));
            case LEAVING -> serve(script(exchange -> exchange.refuse(ErrorCode.SHUTTING_DOWN, "it leaves")));
            case OLDER -> serve(script(exchange -> exchange.refuse(ErrorCode.UNKNOWN_OPERATION, "no such method")));
            case MOVED -> serve(script(exchange -> exchange.refuse(ErrorCode.REPOSITORY_MISMATCH, "another one")));
            case DIES -> serve(script(exchange -> exchange.peer().die()));
            case DIES_DONE -> serve(script(this::doAndDie));
            case HANGS -> serve(script(_ -> end.await()));
            case LATE -> serve(script(_ -> {}));
        }
    }

    /** Answers pings that name the repository and pings that ask for life; everything else is the table's matter. */
    private Script script(Script onCall) {
        return exchange -> {
            if (exchange.isPing()) {
                exchange.serve(repositoryId);
            } else {
                calls.incrementAndGet();
                onCall.on(exchange);
            }
        };
    }

    private Script busy() {
        AtomicReference<@Nullable Exchange> working = new AtomicReference<>();
        AtomicInteger pings = new AtomicInteger();
        return exchange -> {
            Exchange call = working.get();
            if (!exchange.isPing()) {
                calls.incrementAndGet();
                working.set(exchange);
                return;
            }
            exchange.serve(repositoryId);
            if (call != null && pings.incrementAndGet() == PINGS_OF_A_BUSY_ONE) {
                call.answer(DONE);
            }
        };
    }

    private void leaveFirst(Exchange exchange) throws IOException {
        if (calls.get() == 1) {
            exchange.refuse(ErrorCode.SHUTTING_DOWN, "it leaves");
        } else {
            exchange.answer(DONE);
        }
    }

    /** As a daemon that is killed between the commit and the answer. */
    private void doAndDie(Exchange exchange) throws IOException {
        try (LocalEngine engine = new LocalEngine(Catalog.load(), InstantSource.system(), environment)) {
            var _ = engine.operations()
                    .call(new Call(
                            Catalog.load().byRpcMethod().get(exchange.method()).id(),
                            Path.of(exchange.params().path("root").asText()),
                            (ObjectNode) exchange.params().path("arguments"),
                            exchange.params().path("request_id").textValue()));
        }
        exchange.peer().die();
    }

    private ScriptedPeer of(Script script) throws IOException {
        peer = new ScriptedPeer("99.0.0", script);
        return peer;
    }

    private void serve(Script script) throws IOException {
        announce(of(script).serve().address());
    }

    private void announce(DaemonAddress address) throws IOException {
        announce(address, address.pid());
    }

    private void announce(DaemonAddress address, long pid) throws IOException {
        var _ = discovery.announce(new DaemonAddress(
                address.address(),
                address.socket(),
                address.token(),
                pid,
                address.processStart(),
                address.version(),
                address.protocol()));
    }

    private void startReal() throws Exception {
        daemon = ((Daemon.Start.Running) Daemon.start(
                        discovery,
                        DaemonSocket.bind(environment, Optional.empty()),
                        InstantSource.system(),
                        environment,
                        new DaemonGateway.Off()))
                .daemon();
    }

    /** How many operations have reached it. */
    int calls() {
        return calls.get();
    }

    /** How many connections it has taken; a real daemon is not counted. */
    int connections() {
        return peer == null ? 0 : peer.connections();
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        if (peer != null) {
            peer.close();
        }
        if (daemon != null) {
            daemon.close();
        }
    }
}

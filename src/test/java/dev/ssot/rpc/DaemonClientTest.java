package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DaemonClientTest {

    @Test
    void answers_reach_the_threads_that_asked() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int n = i;
                calls.add(() -> echo(client, n));
            }
            List<Future<Integer>> answers = threads.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i);
            }
        }
    }

    @Test
    void a_call_whose_answer_is_late_is_lost_and_the_connection_goes_on() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            assertThat(client.call("orch.test_wait", RpcFixture.waitFor("late"), Duration.ofMillis(50)))
                    .isInstanceOf(Reply.Lost.class);
            fixture.release("late");
            assertThat(echo(client, 3)).isEqualTo(3);
            assertThat(client.broken()).isEmpty();
        }
    }

    @Test
    void a_server_that_goes_away_mid_call_loses_it_and_later_calls_are_not_sent() throws Exception {
        ServerSettings.Limits hasty = new ServerSettings.Limits(
                8, 8, 8, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ZERO);
        try (RpcFixture fixture = new RpcFixture(hasty);
                DaemonClient client = fixture.client();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reply> call =
                    threads.submit(() -> client.call("orch.test_wait", RpcFixture.waitFor("cut"), RpcFixture.PATIENCE));
            fixture.awaitEntered("cut");
            fixture.server.close();
            assertThat(call.get()).isInstanceOf(Reply.Lost.class);
            fixture.release("cut");
            assertThat(client.broken()).isPresent();
            assertThat(client.call("orch.ping", RpcFixture.object(), RpcFixture.PATIENCE))
                    .isInstanceOf(Reply.NotSent.class);
        }
    }

    @Test
    void closing_the_client_loses_what_is_under_way() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reply> call = threads.submit(
                    () -> client.call("orch.test_wait", RpcFixture.waitFor("abandoned"), RpcFixture.PATIENCE));
            fixture.awaitEntered("abandoned");
            client.close();
            assertThat(call.get()).isInstanceOf(Reply.Lost.class);
            fixture.release("abandoned");
            assertThat(client.call("orch.ping", RpcFixture.object(), RpcFixture.PATIENCE))
                    .isInstanceOf(Reply.NotSent.class);
        }
    }

    @Test
    void an_answer_to_what_was_not_asked_breaks_the_connection() throws Exception {
        Token token = Token.fresh();
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(RpcFixture.loopback(0));
            serveOnce(listener, token, "{\"jsonrpc\":\"2.0\",\"id\":42,\"result\":{}}\n");
            try (DaemonClient client = connect(listener, token)) {
                assertThat(client.call("orch.ping", RpcFixture.object(), RpcFixture.PATIENCE))
                        .isInstanceOfSatisfying(
                                Reply.Lost.class,
                                lost -> assertThat(lost.reason()).contains("42"));
                assertThat(client.broken()).isPresent();
            }
        }
    }

    @Test
    void a_daemon_that_reads_nothing_cannot_hold_a_caller_beyond_its_deadline() throws Exception {
        Token token = Token.fresh();
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(RpcFixture.loopback(0));
            serveOnce(listener, token, "");
            try (DaemonClient client = connect(listener, token)) {
                var large = RpcFixture.params(RpcFixture.object().put("fill", "x".repeat(4_000_000)));
                List<Reply> replies = new ArrayList<>();
                await().until(() -> {
                    replies.add(client.call("orch.test_echo", large, Duration.ofMillis(100)));
                    return replies.getLast() instanceof Reply.NotSent;
                });
                assertThat(client.broken()).isPresent();
            }
        }
    }

    @Test
    void a_daemon_that_stops_after_it_took_a_call_is_given_up_long_before_the_deadline() throws Exception {
        Token token = Token.fresh();
        Pulse quick = new Pulse(Duration.ofMillis(50), Duration.ofMillis(50));
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(RpcFixture.loopback(0));
            serveOnce(listener, token, "");
            try (DaemonClient client = connect(listener, token, quick)) {
                assertThat(client.call("orch.test_echo", RpcFixture.params(), Duration.ofDays(1)))
                        .isInstanceOfSatisfying(
                                Reply.Lost.class,
                                lost -> assertThat(lost.reason()).contains("hangs"));
                assertThat(client.broken()).isPresent();
            }
        }
    }

    @Test
    void a_daemon_that_is_busy_with_a_call_for_longer_than_its_pulse_is_waited_for() throws Exception {
        Pulse quick = new Pulse(Duration.ofMillis(5), RpcFixture.PATIENCE);
        AtomicReference<ScriptedPeer.Exchange> call = new AtomicReference<>();
        AtomicInteger pings = new AtomicInteger();
        try (ScriptedPeer peer = new ScriptedPeer("1", exchange -> {
                    if (!exchange.isPing()) {
                        call.set(exchange);
                        return;
                    }
                    exchange.answer(RpcFixture.object());
                    if (pings.incrementAndGet() == 3) {
                        call.get().answer(RpcFixture.object());
                    }
                })
                .serve()) {
            DaemonAddress address = peer.address();
            Connecting connecting =
                    DaemonClient.connect(address.address(), address.token(), RpcFixture.PATIENCE, quick);
            try (DaemonClient client = ((Connecting.Connected) connecting).client()) {
                assertThat(client.call("orch.test_wait", RpcFixture.params(), Duration.ofDays(1)))
                        .isInstanceOf(Reply.Answered.class);
            }
        }
    }

    @Test
    void a_deadline_that_has_passed_sends_nothing() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            assertThat(client.call("orch.ping", RpcFixture.object(), Duration.ZERO))
                    .isInstanceOf(Reply.NotSent.class);
            assertThat(echo(client, 1)).isEqualTo(1);
        }
    }

    @Test
    void half_a_character_travels_as_an_escape_and_bottomless_arguments_do_not_travel() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            ObjectNode half = RpcFixture.object().put("half", "a\ud800z").put("whole", "\u00fc");
            Reply reply = client.call("orch.test_echo", RpcFixture.params(half), RpcFixture.PATIENCE);
            assertThat(((Reply.Answered) reply).result().path("half")).isEqualTo(half.path("half"));
            assertThat(((Reply.Answered) reply).result().path("whole")).isEqualTo(half.path("whole"));
            ObjectNode deep = RpcFixture.object();
            for (int i = 0; i < 2000; i++) {
                deep = RpcFixture.object().set("down", deep);
            }
            assertThat(client.call("orch.test_echo", RpcFixture.params(deep), RpcFixture.PATIENCE))
                    .isInstanceOf(Reply.NotSent.class);
            assertThat(echo(client, 5)).isEqualTo(5);
        }
    }

    private static int echo(DaemonClient client, int n) {
        Reply reply = client.call(
                "orch.test_echo", RpcFixture.params(RpcFixture.object().put("n", n)), RpcFixture.PATIENCE);
        return ((Reply.Answered) reply).result().path("n").asInt();
    }

    private static DaemonClient connect(ServerSocket listener, Token token) {
        return connect(listener, token, Pulse.DEFAULT);
    }

    private static DaemonClient connect(ServerSocket listener, Token token, Pulse pulse) {
        Connecting connecting = DaemonClient.connect(
                (InetSocketAddress) listener.getLocalSocketAddress(), token, RpcFixture.PATIENCE, pulse);
        return ((Connecting.Connected) connecting).client();
    }

    /** A daemon that shakes hands, then answers the first line with the given text; without a text it never reads. */
    private static void serveOnce(ServerSocket listener, Token token, String answer) {
        Thread.ofVirtual().start(() -> {
            try {
                var peer = listener.accept();
                FrameReader in = new FrameReader(peer.getInputStream());
                FrameWriter out = new FrameWriter(peer.getOutputStream());
                var _ = new ServerHandshake(token, "1", 1).accepts(in, out);
                if (!answer.isEmpty()) {
                    var _ = in.next(Protocol.MAX_REQUEST);
                    out.write(answer.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}

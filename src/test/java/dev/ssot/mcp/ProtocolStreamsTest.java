package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the MCP library gets to see of the input, what is answered for it, and when the input ends. */
class ProtocolStreamsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final OpenRequests requests = new OpenRequests();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ProtocolOutput out = new ProtocolOutput(sent, requests);

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t", "\r"})
    void blank_lines_are_dropped(String blank) {
        assertThat(passed(blank + "\n" + PING + "\n")).containsExactly(PING);
        assertThat(sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                             | -32700 | null",
                "no json                                       | -32700 | null",
                "{} {}                                         | -32700 | null",
                "[]                                            | -32600 | null",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}] | -32600 | null",
                "17                                            | -32600 | null",
                "null                                          | -32600 | null",
                "{}                                            | -32600 | null",
                "{\"id\":4}                                    | -32600 | 4",
                "{\"id\":4,\"method\":5}                       | -32600 | 4",
                "{\"id\":null,\"method\":\"ping\"}             | -32600 | null",
                "{\"id\":1.5,\"method\":\"ping\"}              | -32600 | null",
                "{\"id\":{},\"method\":\"ping\"}               | -32600 | null",
                "{\"id\":4,\"method\":\"ping\",\"result\":{}}  | -32600 | 4",
                "{\"id\":4,\"method\":\"notifications/initialized\"} | -32600 | 4",
                "{\"id\":\"a\",\"method\":\"ping\",\"params\":[1]}  | -32602 | \"a\"",
                "{\"id\":4,\"method\":\"ping\",\"params\":{\"_meta\":1}} | -32602 | 4",
                "{\"id\":4,\"method\":\"q/close\"}             | -32601 | 4",
                "{\"id\":4,\"method\":\"initialize\",\"params\":{}} | -32602 | 4",
                "{\"id\":4,\"method\":\"tools/call\"}          | -32602 | 4",
                "{\"id\":4,\"method\":\"tools/call\",\"params\":{\"name\":1}} | -32602 | 4",
                "{\"id\":4,\"method\":\"tools/call\",\"params\":{\"name\":\"x\",\"arguments\":[]}} | -32602 | 4",
                "{\"id\":4,\"method\":\"prompts/get\",\"params\":{\"name\":\"x\",\"arguments\":{\"a\":1}}} | -32602 | 4",
                "{\"id\":4,\"method\":\"resources/read\"}      | -32602 | 4",
                "{\"id\":4,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"ssot://no\"}} | -32602 | 4",
                "{\"id\":4,\"method\":\"completion/complete\",\"params\":{\"ref\":1}} | -32602 | 4",
            })
    void a_line_that_the_library_cannot_answer_is_refused_and_the_next_one_passes(String line, int code, String id)
            throws IOException {
        assertThat(passed(line + "\n" + PING + "\n")).containsExactly(PING);
        JsonNode refusal = JSON.readTree(sent().getFirst());
        assertThat(refusal.at("/error/code").intValue()).isEqualTo(code);
        assertThat(refusal.get("id")).isEqualTo(JSON.readTree(id));
        assertThat(refusal.at("/error/message").textValue()).isNotBlank();
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        byte[] line = ("{\"id\":1,\"method\":\"\u00e4\"}\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(passed(line)).isEmpty();
        assertThat(sent()).singleElement().asString().contains("-32700");
    }

    @Test
    void text_beyond_ascii_survives_any_charset_of_the_reader() throws IOException {
        String method = "\u00e4\u20ac\ud83d\ude00";
        String line = passed("{\"id\":1,\"method\":\"" + method + "\"}\n").getFirst();
        assertThat(line).matches("\\p{ASCII}*");
        assertThat(JSON.readTree(line).get("method").textValue()).isEqualTo(method);
    }

    @Test
    void a_line_above_the_limit_is_skipped_without_being_held() {
        InputStream endless = new Repeated('x', ProtocolInput.LINE_LIMIT * 3L, "\n" + PING + "\n");
        assertThat(read(endless)).containsExactly(PING);
        assertThat(sent()).singleElement().asString().contains("-32600").contains("4194304");
    }

    @Test
    void a_line_at_the_limit_passes() {
        String padding = " ".repeat(ProtocolInput.LINE_LIMIT - PING.length());
        assertThat(passed(PING + padding + "\n")).containsExactly(PING);
        assertThat(sent()).isEmpty();
    }

    @Test
    void one_read_never_crosses_a_line() {
        ProtocolInput in = input(bytes("{\"method\":\"notifications/a\"}\n{\"method\":\"notifications/b\"}\n"));
        byte[] buffer = new byte[8192];
        int count = in.read(buffer, 0, buffer.length);
        assertThat(new String(buffer, 0, count, StandardCharsets.UTF_8))
                .contains("/a")
                .doesNotContain("/b");
    }

    @Test
    void a_last_line_without_its_newline_counts() {
        assertThat(passed(PING)).containsExactly(PING);
    }

    @Test
    void notifications_without_the_prefix_and_answers_of_the_client_ask_for_nothing() {
        assertThat(
                        passed(
                                "{\"method\":\"tools/list\"}\n{\"id\":7,\"result\":{}}\n{\"method\":\"notifications/x\",\"params\":3}\n"))
                .isEmpty();
        assertThat(sent()).isEmpty();
    }

    @Test
    void null_arguments_travel_in_an_envelope() throws IOException {
        String call =
                "{\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\",\"arguments\":{\"status\":null,\"limit\":3}}}";
        JsonNode arguments = JSON.readTree(passed(call).getFirst()).at("/params/arguments");
        assertThat(arguments).noneMatch(JsonNode::isNull);
        assertThat(NullArguments.unwrap(arguments.deepCopy()))
                .isEqualTo(JSON.readTree("{\"status\":null,\"limit\":3}"));
    }

    @Test
    void a_second_request_with_an_open_id_is_refused_and_the_first_stays_open() throws Exception {
        CompletableFuture<List<String>> reading = readInBackground(PING + "\n" + PING + "\n");
        await().atMost(DEADLINE).until(() -> sent().size() == 1);
        assertThat(sent().getFirst()).contains("-32600");
        answer("1");
        assertThat(reading.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).containsExactly(PING);
    }

    @Test
    void the_end_of_input_waits_for_the_last_answer() throws Exception {
        CompletableFuture<List<String>> reading =
                readInBackground("{\"id\":\"1\",\"method\":\"ping\"}\n" + PING + "\n");
        answer("1");
        assertThat(reading).isNotDone();
        answer("\"1\"");
        assertThat(reading.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).hasSize(2);
    }

    @Test
    void the_end_of_input_waits_no_longer_than_its_patience() {
        ProtocolInput in =
                new ProtocolInput(new ByteArrayInputStream(bytes(PING)), screen(), requests, out, Duration.ofMillis(1));
        assertThat(lines(in)).containsExactly(PING);
    }

    @Test
    void a_cancelled_request_is_not_waited_for_and_its_late_answer_is_dropped() {
        String cancel = "{\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";
        assertThat(passed(PING + "\n" + cancel + "\n")).hasSize(2);
        answer("1");
        assertThat(sent()).isEmpty();
        answer("1");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void a_request_of_the_server_closes_nothing() throws InterruptedException {
        assertThat(requests.open("1")).isTrue();
        out.println("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(requests.awaitAnswers(Duration.ZERO)).isFalse();
        out.println("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"id\":2}}");
        assertThat(requests.awaitAnswers(Duration.ZERO)).isTrue();
        assertThat(sent()).hasSize(2);
    }

    @Test
    void messages_leave_in_utf8_one_per_line() {
        out.println("{\"method\":\"\u00e4\"}");
        assertThat(sent.toByteArray()).isEqualTo(bytes("{\"method\":\"\u00e4\"}\n"));
    }

    private CompletableFuture<List<String>> readInBackground(String text) {
        AtomicReference<Thread> reader = new AtomicReference<>();
        CompletableFuture<List<String>> reading = new CompletableFuture<>();
        reader.set(Thread.ofPlatform().daemon().start(() -> reading.complete(lines(input(bytes(text))))));
        await().atMost(DEADLINE).until(() -> reader.get().getState() == Thread.State.TIMED_WAITING);
        return reading;
    }

    private void answer(String id) {
        out.println("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{}}".formatted(id));
    }

    /** Reads all; whatever the library would be given is answered by nobody, so the patience is nothing. */
    private List<String> passed(String text) {
        return passed(bytes(text));
    }

    private List<String> passed(byte[] text) {
        return read(new ByteArrayInputStream(text));
    }

    private List<String> read(InputStream in) {
        return lines(new ProtocolInput(in, screen(), requests, out, Duration.ZERO));
    }

    private ProtocolInput input(byte[] text) {
        return new ProtocolInput(new ByteArrayInputStream(text), screen(), requests, out, DEADLINE);
    }

    private static MessageScreen screen() {
        return new MessageScreen("ssot://known"::equals);
    }

    private static List<String> lines(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> sent() {
        return sent.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One character many times, then an end; made as it is read. */
    private static final class Repeated extends InputStream {

        private final byte filler;
        private final byte[] end;
        private long left;
        private int position;

        Repeated(char filler, long count, String end) {
            this.filler = (byte) filler;
            this.left = count;
            this.end = bytes(end);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left > 0) {
                int count = (int) Math.min(left, length);
                Arrays.fill(target, offset, offset + count, filler);
                left -= count;
                return count;
            }
            int count = Math.min(length, end.length - position);
            if (count == 0) {
                return -1;
            }
            System.arraycopy(end, position, target, offset, count);
            position += count;
            return count;
        }
    }
}

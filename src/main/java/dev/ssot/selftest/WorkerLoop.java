package dev.ssot.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.RoutedCalls.Routed;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.Failpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The inside of a process of a selftest: one JSON line for each order on standard input, one for each answer on
 * standard output, in the order in which they are ready. The end of the input is the end of the process.
 */
public final class WorkerLoop {

    static final String CALL = "call";
    static final String CLOCK = "clock";
    static final String ARM = "arm";
    static final String MEMORY = "memory";
    static final String SERVE = "serve";

    private final RoutedCalls calls;
    private final OffsetClock clock;
    private final Service service;
    private final PrintStream out;

    /** What a daemon begins when it is told to, so that it can be started before it is needed. */
    @FunctionalInterface
    public interface Service {

        /** Answers why it cannot, or null. */
        @Nullable String begin();
    }

    public WorkerLoop(RoutedCalls calls, OffsetClock clock, Service service, PrintStream out) {
        this.calls = calls;
        this.clock = clock;
        this.service = service;
        this.out = out;
    }

    public void run(BufferedReader in) throws IOException {
        say(Json.object().put("ready", true));
        String line = in.readLine();
        while (line != null) {
            JsonNode order = Json.MAPPER.readTree(line);
            Thread.ofVirtual().start(() -> say(obey(order)));
            line = in.readLine();
        }
    }

    private ObjectNode obey(JsonNode order) {
        ObjectNode answer = Json.object().put("id", order.path("id").asLong());
        switch (order.path("do").asText()) {
            case CALL -> call(order, answer);
            case CLOCK -> clock.moveTo(Duration.ofMillis(order.path("offset_ms").asLong()));
            case ARM ->
                Failpoint.watch(new Halt(
                        order.path("failpoint").asText(), order.path("pass").asInt())::passed);
            case MEMORY -> {
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                answer.put("used_bytes", runtime.totalMemory() - runtime.freeMemory());
            }
            case SERVE -> answer.put("problem", service.begin());
            default -> throw new IllegalArgumentException("no order: " + order);
        }
        return answer;
    }

    private void call(JsonNode order, ObjectNode answer) {
        Routed routed = calls.call(new Call(
                order.path("operation").asText(),
                Path.of(order.path("root").asText()),
                (ObjectNode) order.path("arguments"),
                order.path("request_id").textValue()));
        answer.put("backend", routed.backend().text());
        switch (routed.outcome()) {
            case Outcome.Answered(ObjectNode result) -> answer.set("result", result);
            case Outcome.Refused(Refusal refusal) ->
                answer.putObject("refused")
                        .put("code", refusal.code().text())
                        .put("message", refusal.message() + " " + refusal.next());
        }
    }

    private void say(ObjectNode line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    /** Stands still for ever at a place of a write, and says so: the one who asked for it kills the process there. */
    private final class Halt {

        private final String place;
        private final AtomicInteger left;

        Halt(String place, int pass) {
            this.place = place;
            this.left = new AtomicInteger(pass);
        }

        void passed(Failpoint failpoint) {
            if (failpoint.text().equals(place) && left.decrementAndGet() == 0) {
                say(Json.object().put("at", place));
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException closing) {
                    Runtime.getRuntime().halt(Failpoint.STATUS);
                }
            }
        }
    }
}

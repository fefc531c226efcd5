package dev.ssot.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.Failpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A process of a selftest, as the one who drives it has it. When it dies, every answer that it owes is lost. */
final class WorkerProcess implements AutoCloseable {

    /** How long anything may take; longer is as good as never. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String name;
    private final Role role;
    private final Process process;
    private final Writer orders;
    private final Map<Long, CompletableFuture<Optional<JsonNode>>> owed = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private volatile CompletableFuture<Boolean> halted = new CompletableFuture<>();
    private volatile Duration offset = Duration.ZERO;
    private volatile boolean over;

    private WorkerProcess(String name, Role role, Process process) {
        this.name = name;
        this.role = role;
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    static WorkerProcess start(String name, Role role, ProcessBuilder builder) throws IOException {
        WorkerProcess worker = new WorkerProcess(name, role, builder.start());
        Thread.ofVirtual().name("answers-of-" + name).start(worker::listen);
        return worker;
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return !over;
    }

    /** By how much its clock differs from the wall clock. */
    Duration offset() {
        return offset;
    }

    /** Waits until it takes orders; false when it died before. */
    boolean awaitReady() {
        return await(ready);
    }

    /** The answer, or nothing when the process died. */
    CompletableFuture<Optional<JsonNode>> order(String what, ObjectNode order) {
        long id = ids.incrementAndGet();
        CompletableFuture<Optional<JsonNode>> answer = new CompletableFuture<>();
        owed.put(id, answer);
        String line = order.put("id", id).put("do", what) + "\n";
        try {
            synchronized (orders) {
                orders.write(line);
                orders.flush();
            }
        } catch (IOException dead) {
            forget();
        }
        if (over) {
            forget();
        }
        return answer;
    }

    void moveClock(Duration newOffset) {
        offset = newOffset;
        var _ = await(order(WorkerLoop.CLOCK, Json.object().put("offset_ms", newOffset.toMillis())));
    }

    /** Tells it to be the daemon; answers why it cannot. */
    Optional<String> serve() {
        return await(order(WorkerLoop.SERVE, Json.object()))
                .map(answer -> Optional.ofNullable(answer.path("problem").textValue()))
                .orElse(Optional.of("it died"));
    }

    /** Lets it end by itself, and waits for that. */
    void leave() throws IOException, InterruptedException {
        orders.close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("%s does not end within %d s".formatted(name, PATIENCE.toSeconds()));
        }
    }

    /** It will stand still when it passes the place for that many times. */
    void arm(Failpoint place, int pass) {
        halted = new CompletableFuture<>();
        var _ = await(order(
                WorkerLoop.ARM, Json.object().put("failpoint", place.text()).put("pass", pass)));
    }

    /** Waits until it stands still at the place for which it was armed; false when it did not get there in time. */
    boolean awaitHalt(Duration patience) throws InterruptedException {
        try {
            return halted.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException elsewhere) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What it uses after a collection of garbage. */
    Optional<Long> usedBytes() {
        return await(order(WorkerLoop.MEMORY, Json.object()))
                .map(answer -> answer.path("used_bytes").asLong());
    }

    /** Kills it as the kernel does, and waits until it is gone. */
    void kill() throws InterruptedException {
        // Not Process.destroyForcibly(), which would close its output: what it said last still counts.
        process.toHandle().destroyForcibly();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("process %d cannot be killed".formatted(pid()));
        }
        var _ = await(ready);
        while (!over) {
            Thread.onSpinWait();
        }
    }

    /** Stops or continues it; POSIX only. */
    void signal(String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -%s %d answered %d".formatted(signal, pid(), status));
        }
    }

    /** The memory that it holds in bytes, where the system tells. */
    Optional<Long> resident() {
        try (Stream<String> lines = Files.lines(told("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException untold) {
            return Optional.empty();
        }
    }

    /** How many files and connections it has open, where the system tells. */
    Optional<Long> descriptors() {
        try (Stream<Path> open = Files.list(told("fd"))) {
            return Optional.of(open.count());
        } catch (IOException untold) {
            return Optional.empty();
        }
    }

    private Path told(String file) {
        return Path.of("/proc", Long.toString(pid()), file);
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }

    private <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        } catch (ExecutionException | TimeoutException silent) {
            throw new UncheckedIOException(
                    new IOException("%s does not answer within %d s".formatted(name, PATIENCE.toSeconds()), silent));
        }
    }

    private void listen() {
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            String line = answers.readLine();
            while (line != null) {
                heard(line);
                line = answers.readLine();
            }
        } catch (IOException dead) {
            // It ends as by the end of its output.
        } finally {
            over = true;
            ready.complete(false);
            halted.complete(false);
            forget();
        }
    }

    /** A last line that was cut off is no answer. */
    private void heard(String line) {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(line);
        } catch (IOException cut) {
            return;
        }
        if (answer.has("ready")) {
            ready.complete(true);
        } else if (answer.has("at")) {
            halted.complete(true);
        } else {
            Optional.ofNullable(owed.remove(answer.path("id").asLong()))
                    .ifPresent(future -> future.complete(Optional.of(answer)));
        }
    }

    private void forget() {
        owed.keySet()
                .forEach(id ->
                        Optional.ofNullable(owed.remove(id)).ifPresent(answer -> answer.complete(Optional.empty())));
    }
}

package dev.ssot.selftest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.selftest.history.FinalState;
import dev.ssot.selftest.history.History;
import dev.ssot.selftest.history.HistoryChecker;
import dev.ssot.selftest.history.Invariant;
import dev.ssot.selftest.history.Violation;
import dev.ssot.workspace.FolderRemoval;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Where one trial takes place: its folder, its processes, its rounds, and what was found. */
final class Testbed implements AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final String name;
    private final Options options;
    private final Machine machine;
    private final PrintWriter progress;
    private final Optional<Path> cache;
    private final Path folder;
    private final Random random;
    private final long began = System.nanoTime();
    private final List<WorkerProcess> processes = new ArrayList<>();
    private final Map<Role, Queue<WorkerProcess>> prepared = new EnumMap<>(Role.class);
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> histories = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    /** A process that is stopped does not notice that this one has ended. */
    private final Thread killer = new Thread(() -> running().forEach(WorkerProcess::close), "kill-selftest-processes");

    private Optional<WorkerProcess> daemon = Optional.empty();
    private int callers;
    private int episodes;
    private int rehearsals;
    private int started;
    private long rounds;
    private long kills;
    private long calls;
    private long told = began;
    private boolean ended;
    private Optional<String> skipped = Optional.empty();

    Testbed(String name, Options options, Machine machine, Optional<Path> cache, PrintWriter progress)
            throws IOException {
        this.name = name;
        this.options = options;
        this.machine = machine;
        this.cache = cache;
        this.progress = progress;
        this.folder = Scratch.folder("ssot-selftest-" + name + "-");
        this.random = new Random(options.seed() ^ name.hashCode());
        Runtime.getRuntime().addShutdownHook(killer);
    }

    Random random() {
        return random;
    }

    /** How many callers to start. */
    int callers(int usual) {
        callers = options.processes().orElse(usual);
        return callers;
    }

    /** Whether another round begins; it then counts. */
    boolean nextRound(int usual) {
        if (rounds >= options.rounds().orElse(usual)
                || options.longest().map(elapsed()::compareTo).orElse(-1) >= 0) {
            return false;
        }
        rounds++;
        tell(usual);
        return true;
    }

    /** How many rounds may still begin. */
    int roundsLeft(int usual) {
        return (int) (options.rounds().orElse(usual) - rounds);
    }

    void figure(String figure, Object value) {
        figures.put(figure, value);
    }

    /** Something that is no part of an episode. */
    void broken(String message) {
        violations.add(new Violation(Invariant.ANSWERED_AS_EXPECTED, message));
    }

    void skip(String why) {
        skipped = Optional.of(why);
    }

    /** Starts processes that will be needed, so that nobody has to wait for their start then. */
    void prepare(List<Role> roles) throws IOException {
        List<WorkerProcess> starting = new ArrayList<>();
        for (Role role : roles) {
            WorkerProcess worker = launch(role);
            prepared.computeIfAbsent(role, _ -> new ArrayDeque<>()).add(worker);
            starting.add(worker);
        }
        Episode rehearsal = Rehearsal.episode(folder.resolve("rehearsal-" + rehearsals++));
        List<CompletableFuture<Void>> rehearsing = new ArrayList<>();
        for (WorkerProcess worker : starting) {
            ready(worker);
            rehearsing.add(CompletableFuture.runAsync(() -> Rehearsal.work(rehearsal, worker)));
        }
        rehearsing.forEach(CompletableFuture::join);
    }

    /** A process that takes orders: a prepared one, if there is one. */
    WorkerProcess start(Role role) throws IOException {
        WorkerProcess waiting = prepared.getOrDefault(role, new ArrayDeque<>()).poll();
        return ready(waiting == null ? launch(role) : waiting);
    }

    private WorkerProcess ready(WorkerProcess worker) throws IOException {
        if (!worker.awaitReady()) {
            throw new IOException("a process of the selftest did not start: " + errors());
        }
        return worker;
    }

    private synchronized WorkerProcess launch(Role role) throws IOException {
        String caller = "%s-%d".formatted(role.text(), started++);
        ProcessBuilder builder = machine.process(role, runtime(), cache)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("stderr.log").toFile()));
        WorkerProcess worker = WorkerProcess.start(caller, role, builder);
        processes.add(worker);
        return worker;
    }

    /** Starts a daemon, waits until it serves, and takes note of it. */
    WorkerProcess startDaemon() throws IOException {
        WorkerProcess fresh = start(Role.DAEMON);
        Optional<String> problem = fresh.serve();
        if (problem.isPresent()) {
            throw new IOException(
                    "the daemon of the selftest does not serve: %s %s".formatted(problem.get(), errors()));
        }
        daemon = Optional.of(fresh);
        return fresh;
    }

    Optional<WorkerProcess> daemon() {
        return daemon;
    }

    /** Half of them work on the files, half through a daemon. */
    List<WorkerProcess> startCallers(int count) throws IOException {
        List<Role> roles = IntStream.range(0, count)
                .mapToObj(i -> i % 2 == 0 ? Role.DIRECT : Role.FRONT)
                .toList();
        prepare(roles);
        List<WorkerProcess> workers = new ArrayList<>();
        for (Role role : roles) {
            workers.add(start(role));
        }
        return workers;
    }

    void kill(WorkerProcess worker, Episode episode, String where) throws InterruptedException {
        episode.history().note("kill", worker.name(), where);
        worker.kill();
        synchronized (this) {
            kills++;
            processes.remove(worker);
        }
    }

    Path runtime() {
        return folder.resolve("run");
    }

    /** A repository of its own, with that many features that are free. */
    Episode episode(int free) throws IOException {
        Path root = SampleRegistry.write(folder.resolve("repository-" + ++episodes), free);
        return new Episode(root, new History(InstantSource.system(), System::nanoTime), this::daemon);
    }

    /** Reads the repository anew, checks the history and forgets both, unless something is wrong. */
    void finish(Episode episode) throws IOException {
        List<Violation> found = new ArrayList<>(episode.broken());
        FinalState state = machine.reopened(operations -> {
            try {
                return FinalReading.of(operations, episode.root());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        found.addAll(HistoryChecker.check(episode.history().recorded(), state));
        calls += episode.history().calls();
        violations.addAll(found);
        found.forEach(violation -> progress.println(
                "%s: %s: %s".formatted(name, violation.invariant().text(), violation.message())));
        if (!found.isEmpty() || options.keep()) {
            Path file = folder.resolve("history-%d.jsonl".formatted(episodes));
            Files.write(
                    file,
                    episode.history().lines().stream().map(ObjectNode::toString).toList());
            histories.add(file.toString());
        } else {
            FolderRemoval.of(episode.root());
        }
    }

    Report report() {
        ended = true;
        return new Report(
                name,
                callers,
                rounds,
                calls,
                kills,
                violations,
                elapsed().toMillis() / 1000.0,
                options.seed(),
                figures,
                skipped,
                histories);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (WorkerProcess worker : running()) {
            worker.kill();
        }
        var _ = Runtime.getRuntime().removeShutdownHook(killer);
        if (ended && !options.keep() && violations.isEmpty()) {
            FolderRemoval.of(folder);
        } else {
            progress.println("%s: kept %s".formatted(name, folder));
        }
    }

    private synchronized List<WorkerProcess> running() {
        return List.copyOf(processes);
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("stderr.log")).strip();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void tell(int usual) {
        if (System.nanoTime() - told > BETWEEN_LINES.toNanos()) {
            told = System.nanoTime();
            progress.println("%s: round %d of %d, %d kills, %d violations, %d s"
                    .formatted(
                            name,
                            rounds,
                            options.rounds().orElse(usual),
                            kills,
                            violations.size(),
                            elapsed().toSeconds()));
            progress.flush();
        }
    }
}

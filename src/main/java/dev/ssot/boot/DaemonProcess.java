package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.DaemonControl;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Version;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.Connecting;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.DaemonClient;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Protocol;
import dev.ssot.rpc.Reply;
import dev.ssot.workspace.FileStamp;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The daemon as a process: runs it here, starts it in the background, asks it to leave. */
final class DaemonProcess implements DaemonControl {

    /** The exit status of a daemon that found another one at work. */
    static final int ANOTHER_RUNS = 3;

    /** So long leaving may take before the process ends itself, whatever is still running. */
    private static final Duration FORCED_AFTER = Duration.ofSeconds(15);

    private static final Duration LEAVES_WITHIN = FORCED_AFTER.plusSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Environment environment;
    private final Discovery discovery;
    private final DaemonLog log;
    private final BackgroundDaemon background;
    private final PrintStream err;
    private final DaemonGateway gateway;
    private final Duration forcedAfter;
    private final String version;

    /**
     * @param launcher the script that starts {@code ssot}
     * @param gateway of the daemon that runs in this process
     */
    DaemonProcess(Environment environment, Discovery discovery, Path launcher, PrintStream err, DaemonGateway gateway) {
        this(environment, discovery, launcher, err, gateway, FORCED_AFTER, Version.current());
    }

    /** @param version as the daemon of this process tells it, and by which others are judged */
    DaemonProcess(
            Environment environment,
            Discovery discovery,
            Path launcher,
            PrintStream err,
            DaemonGateway gateway,
            Duration forcedAfter,
            String version) {
        this.environment = environment;
        this.discovery = discovery;
        this.log = DaemonLog.beside(discovery);
        this.background = new BackgroundDaemon(discovery, launcher, log);
        this.err = err;
        this.gateway = gateway;
        this.forcedAfter = forcedAfter;
        this.version = version;
    }

    @Override
    public int run(Optional<String> listen, Consumer<Report> told) {
        try {
            InetSocketAddress bind = DaemonSocket.bind(environment, listen);
            DaemonSettings settings = DaemonSettings.of(environment).as(version);
            return switch (Daemon.start(discovery, bind, InstantSource.system(), environment, gateway, settings)) {
                case Daemon.Start.Occupied(Optional<DaemonAddress> other, String reason) -> {
                    told.accept(other.map(daemon -> DaemonReports.alreadyRunning(false, daemon, statusOf(daemon)))
                            .orElseGet(() -> DaemonReports.failed(reason)));
                    yield ANOTHER_RUNS;
                }
                case Daemon.Start.Refused(String message) -> {
                    told.accept(DaemonReports.failed(message));
                    yield 1;
                }
                case Daemon.Start.Running(Daemon daemon, DaemonAddress address) -> {
                    told.accept(DaemonReports.serving(address));
                    yield serve(daemon);
                }
            };
        } catch (ConfigurationError | IOException e) {
            told.accept(DaemonReports.failed(String.valueOf(e.getMessage())));
            return 1;
        }
    }

    private int serve(Daemon daemon) {
        LocalCommands.endOnlyWhenTold();
        // SIGTERM and SIGINT end the JVM through this hook; so does leaving when asked to.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(daemon), "daemon-shutdown"));
        try {
            daemon.awaitLeave();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void close(Daemon daemon) {
        Thread.ofPlatform().daemon().name("daemon-forced-end").start(() -> endForcedly(daemon));
        try {
            daemon.close();
        } catch (IOException e) {
            err.println("closing the daemon: " + e.getMessage());
        } finally {
            LocalCommands.endRunning();
        }
    }

    /** What is acknowledged is on disk, so ending here loses nothing; it is as if the process had been killed. */
    private void endForcedly(Daemon daemon) {
        try {
            TimeUnit.NANOSECONDS.sleep(forcedAfter.toNanos());
            err.printf("the daemon did not get done within %d ms and ends now%n", forcedAfter.toMillis());
            daemon.withdraw();
        } catch (IOException unremoved) {
            err.println("the announcement stays, and nobody will trust it: " + unremoved.getMessage());
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        } finally {
            LocalCommands.endRunning();
            Runtime.getRuntime().halt(1);
        }
    }

    @Override
    public Report start(Optional<String> listen) {
        if (discovery.read() instanceof Discovered.Found(DaemonAddress running, FileStamp _)
                && ask(running, Protocol.STATUS) instanceof Asked.Answer(ObjectNode status)) {
            return Version.isOlder(running.version(), version)
                    ? replace(running, listen)
                    : DaemonReports.alreadyRunning(true, running, Optional.of(status));
        }
        return startAnew(listen);
    }

    private Report startAnew(Optional<String> listen) {
        try {
            DaemonSocket.bind(environment, listen);
            DaemonSettings.of(environment);
            return background.start(listen);
        } catch (ConfigurationError | IOException e) {
            return DaemonReports.failed("the daemon could not be started: " + e.getMessage());
        }
    }

    @Override
    public Report stop() {
        return discovery.read() instanceof Discovered.Found(DaemonAddress daemon, FileStamp _)
                ? stop(daemon)
                : DaemonReports.nothingToStop();
    }

    private Report stop(DaemonAddress daemon) {
        if (ask(daemon, Protocol.SHUTDOWN) instanceof Asked.Nothing(String reason) && isAlive(daemon)) {
            return DaemonReports.failed(
                    "the daemon with pid %d at %s could not be asked to leave: %s; end it with `kill %d`"
                            .formatted(daemon.pid(), daemon.hostAndPort(), reason, daemon.pid()));
        }
        if (!endsInTime(daemon)) {
            return DaemonReports.failed("the daemon with pid %d is still busy after %d s; end it with `kill -9 %d`"
                    .formatted(daemon.pid(), LEAVES_WITHIN.toSeconds(), daemon.pid()));
        }
        return DaemonReports.stopped(daemon);
    }

    @Override
    public Report restart(Optional<String> listen) {
        return afterwards(stop(), listen);
    }

    /** Its leases stay: they are on disk, and whoever holds them goes on at the next daemon. */
    private Report replace(DaemonAddress older, Optional<String> listen) {
        Report started = afterwards(stop(older), listen);
        started.json().put("replaced_version", older.version());
        return started;
    }

    private Report afterwards(Report stopped, Optional<String> listen) {
        if (!stopped.passed()) {
            return stopped;
        }
        Report started = startAnew(listen);
        if (stopped.json().has("pid")) {
            started.json().set("stopped_pid", stopped.json().path("pid"));
        }
        return new Report(started.passed(), stopped.text() + System.lineSeparator() + started.text(), started.json());
    }

    @Override
    public Report status() {
        return switch (discovery.read()) {
            case Discovered.Absent() ->
                DaemonReports.notRunning("no daemon has announced itself in " + discovery.file());
            case Discovered.Untrusted(String reason) -> DaemonReports.notRunning(reason);
            case Discovered.Found(DaemonAddress daemon, FileStamp _) ->
                switch (ask(daemon, Protocol.STATUS)) {
                    case Asked.Answer(ObjectNode status) -> DaemonReports.status(status);
                    case Asked.Nothing(String reason) ->
                        DaemonReports.failed("the daemon with pid %d at %s does not answer: %s"
                                .formatted(daemon.pid(), daemon.hostAndPort(), reason));
                };
        };
    }

    @Override
    public Report logs(int lines) {
        try {
            return DaemonReports.log(log.file(), log.last(lines));
        } catch (IOException unreadable) {
            return DaemonReports.failed("%s cannot be read: %s".formatted(log.file(), unreadable.getMessage()));
        }
    }

    @Override
    public void follow(Predicate<List<String>> wanted) throws IOException {
        log.follow(wanted);
    }

    private static Optional<ObjectNode> statusOf(DaemonAddress daemon) {
        return ask(daemon, Protocol.STATUS) instanceof Asked.Answer(ObjectNode status)
                ? Optional.of(status)
                : Optional.empty();
    }

    /** What asking a daemon led to. */
    private sealed interface Asked {

        record Answer(ObjectNode result) implements Asked {}

        record Nothing(String reason) implements Asked {}
    }

    private static Asked ask(DaemonAddress daemon, String method) {
        return switch (DaemonClient.connect(daemon, CALL)) {
            case Connecting.Connected(DaemonClient client) -> {
                try (client) {
                    yield switch (client.call(method, Json.object(), CALL)) {
                        case Reply.Answered(ObjectNode result) -> new Asked.Answer(result);
                        case Reply.Answered(var other) -> new Asked.Nothing("it answered " + other);
                        case Reply.Failed(Refusal refusal) -> new Asked.Nothing(refusal.message());
                        case Reply.NotSent(String reason) -> new Asked.Nothing(reason);
                        case Reply.Lost(String reason) -> new Asked.Nothing(reason);
                    };
                }
            }
            case Connecting.Unreachable(String reason) -> new Asked.Nothing(reason);
            case Connecting.Incompatible(String reason) -> new Asked.Nothing(reason);
            case Connecting.NotTrusted(String reason) -> new Asked.Nothing(reason);
        };
    }

    private static boolean endsInTime(DaemonAddress daemon) {
        long deadline = System.nanoTime() + LEAVES_WITHIN.toNanos();
        while (isAlive(daemon)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    /** Looks for itself: the JDK counts a process as alive until its new parent has taken note of its end. */
    private static boolean isAlive(DaemonAddress daemon) {
        return ProcessIdentity.isAlive(daemon.pid(), daemon.processStart());
    }
}

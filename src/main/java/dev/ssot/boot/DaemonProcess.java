package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.DaemonControl;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
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
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The daemon as a process: runs it here, starts it in the background, asks it to leave. */
final class DaemonProcess implements DaemonControl {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int LOG_TAIL = 20;

    private final Environment environment;
    private final Discovery discovery;
    private final Path launcher;
    private final PrintStream err;

    /** @param launcher the script that starts {@code ssot} */
    DaemonProcess(Environment environment, Discovery discovery, Path launcher, PrintStream err) {
        this.environment = environment;
        this.discovery = discovery;
        this.launcher = launcher;
        this.err = err;
    }

    @Override
    public int run(Optional<String> listen) {
        try {
            InetSocketAddress bind = DaemonSocket.bind(environment, listen);
            return switch (Daemon.start(discovery, bind, InstantSource.system(), environment)) {
                case Daemon.Start.Refused(String message) -> {
                    err.println(message);
                    yield 1;
                }
                case Daemon.Start.Running(Daemon daemon, String address) -> serve(daemon, address);
            };
        } catch (ConfigurationError | IOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private int serve(Daemon daemon, String address) {
        // SIGTERM and SIGINT end the JVM through this hook; so does leaving when asked to.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(daemon), "daemon-shutdown"));
        err.println("ssot daemon listens on " + address);
        try {
            daemon.awaitLeave();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void close(Daemon daemon) {
        try {
            daemon.close();
        } catch (IOException e) {
            err.println("closing the daemon: " + e.getMessage());
        }
    }

    @Override
    public Report start(Optional<String> listen) {
        if (discovery.read() instanceof Discovered.Found(DaemonAddress running, FileStamp _)) {
            return new Report(
                    true,
                    "a daemon is already running: pid %d at %s".formatted(running.pid(), running.hostAndPort()),
                    described(running).put("already_running", true));
        }
        Path log = discovery.file().resolveSibling("daemon.log");
        try {
            DaemonSocket.bind(environment, listen);
            Optional<String> distrust = discovery.prepareFolder();
            if (distrust.isPresent()) {
                return failed(distrust.get());
            }
            Process process = spawn(listen, log);
            return awaitAnswer(process, log);
        } catch (ConfigurationError | IOException e) {
            return failed("the daemon could not be started: " + e.getMessage());
        }
    }

    /** In a session of its own where the system has {@code setsid}, so that closing the terminal does not end it. */
    private Process spawn(Optional<String> listen, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(launcher.toString(), "daemon", "run"));
        listen.ifPresent(address -> command.addAll(List.of("--listen", address)));
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true)
                .start();
    }

    private Report awaitAnswer(Process process, Path log) throws IOException {
        long deadline = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (discovery.read() instanceof Discovered.Found(DaemonAddress daemon, FileStamp _)
                    && DaemonClient.connect(daemon.address(), daemon.token(), CALL)
                            instanceof Connecting.Connected(DaemonClient client)) {
                client.close();
                return new Report(
                        true,
                        "daemon started: pid %d at %s, log %s".formatted(daemon.pid(), daemon.hostAndPort(), log),
                        described(daemon).put("log", log.toString()));
            }
            try {
                if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return failed("the daemon ended with status %d; the end of %s:%n%s"
                            .formatted(process.exitValue(), log, tail(log)));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return failed("the daemon does not answer after %d s; the end of %s:%n%s"
                .formatted(ANSWERS_WITHIN.toSeconds(), log, tail(log)));
    }

    @Override
    public Report stop() {
        if (!(discovery.read() instanceof Discovered.Found(DaemonAddress daemon, FileStamp _))) {
            return new Report(
                    true,
                    "no daemon is running",
                    Json.object().put("passed", true).put("running", false));
        }
        Optional<JsonNode> answer = ask(daemon, Protocol.SHUTDOWN);
        if (answer.isEmpty()) {
            return failed("the daemon with pid %d at %s does not answer; end it with `kill %d`"
                    .formatted(daemon.pid(), daemon.hostAndPort(), daemon.pid()));
        }
        if (!endsInTime(daemon)) {
            return failed("the daemon with pid %d is still busy after %d s"
                    .formatted(daemon.pid(), LEAVES_WITHIN.toSeconds()));
        }
        return new Report(
                true,
                "daemon stopped: pid " + daemon.pid(),
                Json.object().put("passed", true).put("running", false).put("pid", daemon.pid()));
    }

    @Override
    public Report status() {
        return switch (discovery.read()) {
            case Discovered.Absent() -> notRunning("no daemon has announced itself in " + discovery.file());
            case Discovered.Untrusted(String reason) -> notRunning(reason);
            case Discovered.Found(DaemonAddress daemon, FileStamp _) ->
                ask(daemon, Protocol.STATUS)
                        .map(status -> new Report(true, text((ObjectNode) status), (ObjectNode) status))
                        .orElseGet(() -> failed("the daemon with pid %d at %s does not answer"
                                .formatted(daemon.pid(), daemon.hostAndPort())));
        };
    }

    private static Optional<JsonNode> ask(DaemonAddress daemon, String method) {
        if (!(DaemonClient.connect(daemon.address(), daemon.token(), CALL)
                instanceof Connecting.Connected(DaemonClient client))) {
            return Optional.empty();
        }
        try (client) {
            return client.call(method, Json.object(), CALL) instanceof Reply.Answered(JsonNode result)
                    ? Optional.of(result)
                    : Optional.empty();
        }
    }

    /** Looks for itself: the JDK counts a process as alive until its new parent has taken note of its end. */
    private static boolean endsInTime(DaemonAddress daemon) {
        long deadline = System.nanoTime() + LEAVES_WITHIN.toNanos();
        while (ProcessIdentity.isAlive(daemon.pid(), daemon.processStart())) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    private static String text(ObjectNode status) {
        StringBuilder text = new StringBuilder("daemon %s: pid %s at %s, %s connections"
                .formatted(
                        status.path("version").asText(),
                        status.path("pid").asText(),
                        status.path("address").asText(),
                        status.path("connections").asText()));
        status.path("repositories")
                .forEach(repository -> text.append("%n  %s  %s  %s open leases"
                        .formatted(
                                repository.path("repository_id").asText(),
                                repository.path("root").asText(),
                                repository.path("open_leases").asText())));
        return text.toString();
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    private static ObjectNode described(DaemonAddress daemon) {
        return Json.object()
                .put("passed", true)
                .put("running", true)
                .put("pid", daemon.pid())
                .put("address", daemon.hostAndPort())
                .put("version", daemon.version());
    }

    private static Report notRunning(String reason) {
        return new Report(
                false,
                "no daemon is running: " + reason,
                Json.object().put("passed", false).put("running", false).put("reason", reason));
    }

    private static Report failed(String message) {
        return new Report(false, message, Json.object().put("passed", false).put("error", message));
    }
}

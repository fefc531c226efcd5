package dev.ssot.boot;

import dev.ssot.cli.command.DaemonControl.Report;
import dev.ssot.rpc.Connecting;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.DaemonClient;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.workspace.FileStamp;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts a daemon in the background, in a session of its own where the system has {@code setsid}. */
final class BackgroundDaemon {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);
    private static final int LOG_TAIL = 20;

    private final Discovery discovery;
    private final Path launcher;
    private final DaemonLog log;

    /** @param launcher the script that starts {@code ssot} */
    BackgroundDaemon(Discovery discovery, Path launcher, DaemonLog log) {
        this.discovery = discovery;
        this.launcher = launcher;
        this.log = log;
    }

    /** Answers when the daemon does; with the end of its log when it does not come up. */
    Report start(Optional<String> listen) throws IOException {
        Optional<String> distrust = discovery.prepareFolder();
        if (distrust.isPresent()) {
            return DaemonReports.failed(distrust.get());
        }
        long begin = log.prepare();
        Process process = spawn(listen);
        long deadline = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<DaemonAddress> answering = answering();
            if (answering.isPresent()) {
                return DaemonReports.started(answering.get(), log.file());
            }
            if (!ended(process)) {
                continue;
            }
            if (process.exitValue() != DaemonProcess.ANOTHER_RUNS) {
                return DaemonReports.failed(
                        "the daemon ended with status " + process.exitValue(), log.file(), log.since(begin, LOG_TAIL));
            }
            // Another one was at work: one that starts will answer, one that leaves makes room.
            if (discovery.read() instanceof Discovered.Absent) {
                process = spawn(listen);
            }
        }
        String other = discovery.read() instanceof Discovered.Found(DaemonAddress silent, FileStamp _)
                ? "; the one with pid %d at %s is silent: end it with `kill -9 %d`"
                        .formatted(silent.pid(), silent.hostAndPort(), silent.pid())
                : "";
        return DaemonReports.failed(
                "no daemon answers after %d s%s".formatted(ANSWERS_WITHIN.toSeconds(), other),
                log.file(),
                log.since(begin, LOG_TAIL));
    }

    private Optional<DaemonAddress> answering() {
        if (discovery.read() instanceof Discovered.Found(DaemonAddress daemon, FileStamp _)
                && DaemonClient.connect(daemon, CALL) instanceof Connecting.Connected(DaemonClient client)) {
            client.close();
            return Optional.of(daemon);
        }
        return Optional.empty();
    }

    private Process spawn(Optional<String> listen) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(launcher.toString(), "daemon", "run"));
        listen.ifPresent(address -> command.addAll(List.of("--listen", address)));
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                .redirectErrorStream(true)
                .start();
    }

    /** Takes a moment. */
    private static boolean ended(Process process) throws IOException {
        try {
            if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
                return true;
            }
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the daemon was starting", interrupted);
        }
    }
}

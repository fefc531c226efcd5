package dev.ssot.boot.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Access;
import dev.ssot.operation.RolloutSlice;
import dev.ssot.operation.Version;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.Connecting;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.DaemonClient;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Protocol;
import dev.ssot.rpc.Reply;
import dev.ssot.rpc.SingleInstance;
import dev.ssot.workspace.FileStamp;
import dev.ssot.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The daemon of this user, and the flags that send calls to it. */
final class DaemonChecks {

    private static final Duration CALL = Duration.ofSeconds(5);

    private DaemonChecks() {}

    static List<Finding> daemon(Patient patient) throws IOException {
        Discovery discovery = Discovery.in(patient.environment()).orElse(null);
        if (discovery == null) {
            return List.of(Finding.skipped("the environment names no place for a daemon: set HOME or XDG_RUNTIME_DIR"));
        }
        return switch (discovery.read()) {
            case Discovered.Absent() -> List.of(Finding.ok("no daemon runs; none is needed"));
            case Discovered.Untrusted(String reason) -> List.of(distrusted(discovery, reason));
            case Discovered.Found(DaemonAddress daemon, FileStamp _) -> List.of(answering(daemon));
        };
    }

    private static Finding distrusted(Discovery discovery, String reason) throws IOException {
        Path file = discovery.file();
        Path folder = discovery.directory();
        boolean open = OwnerOnly.distrustDirectory(folder).isPresent()
                || OwnerOnly.distrustFile(file).isPresent();
        if (!open) {
            return Finding.warning(reason, "The next daemon replaces it; or remove " + file + ".")
                    .repairedBy(Repair.of(List.of(file), () -> removeLeftOver(discovery)));
        }
        Finding found = Finding.problem(
                reason,
                "Stop the daemon, run chmod 700 on %s, remove %s and start the daemon anew: others may know its token."
                        .formatted(folder, file));
        // What others could write is not made trusted, and a token is not copied.
        return OwnerOnly.isOurs(folder) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                ? found.repairedBy(Repair.of(List.of(folder), () -> {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                    removeLeftOver(discovery);
                }))
                : found;
    }

    /** Only while no daemon can announce itself. */
    private static void removeLeftOver(Discovery discovery) throws IOException {
        switch (SingleInstance.acquire(discovery)) {
            case SingleInstance.Attempt.Acquired(SingleInstance instance) -> {
                try (instance) {
                    Files.deleteIfExists(discovery.file());
                }
            }
            case SingleInstance.Attempt.AlreadyRunning(var _, String reason) -> throw new IOException(reason);
            case SingleInstance.Attempt.Untrusted(String reason) -> throw new IOException(reason);
        }
    }

    private static Finding answering(DaemonAddress daemon) {
        String name = "the daemon with pid %d at %s".formatted(daemon.pid(), daemon.hostAndPort());
        String restart = "Run `ssot daemon stop`, then `ssot daemon start`.";
        return switch (DaemonClient.connect(daemon, CALL)) {
            case Connecting.Unreachable(String reason) ->
                Finding.problem("%s does not answer: %s".formatted(name, reason), "End it: kill " + daemon.pid());
            case Connecting.Incompatible(String reason) -> Finding.problem(name + ": " + reason, restart);
            case Connecting.NotTrusted(String reason) -> Finding.problem(name + ": " + reason, restart);
            case Connecting.Connected(DaemonClient client) -> {
                try (client) {
                    yield status(client, daemon, name, restart);
                }
            }
        };
    }

    private static Finding status(DaemonClient client, DaemonAddress daemon, String name, String restart) {
        if (!(client.call(Protocol.STATUS, Json.object(), CALL) instanceof Reply.Answered(JsonNode _))) {
            return Finding.problem(name + " tells no status", restart);
        }
        return daemon.version().equals(Version.current())
                ? Finding.ok(name + " answers")
                : Finding.warning(
                        "%s is of version %s, this is %s".formatted(name, daemon.version(), Version.current()),
                        restart);
    }

    static List<Finding> flags(Patient patient) {
        Environment environment = patient.environment();
        List<Finding> findings = new ArrayList<>();
        List<String> set = new ArrayList<>();
        boolean reads = sends(Access.READ, environment, findings, set);
        boolean writes = sends(Access.WRITE, environment, findings, set);
        Variable strictness = Variable.VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT;
        boolean strict = flag(strictness, environment, findings, set).orElse(false);
        boolean daemon = Discovery.in(environment)
                .filter(discovery -> discovery.read() instanceof Discovered.Found)
                .isPresent();
        if (strict && !reads && !writes) {
            findings.add(Finding.warning(
                    strictness + " is set, but no flag sends anything to a daemon",
                    "Unset it, or set a flag such as %s.".formatted(Variable.VOX_MCP_ORCHESTRATOR_RPC_READS)));
        }
        if ((reads || writes) && !daemon) {
            findings.add(
                    strict
                            ? Finding.problem(
                                    "flags send calls to a daemon, none runs, and %s lets them fail"
                                            .formatted(strictness),
                                    "Run `ssot daemon start`, or unset the flags.")
                            : Finding.warning(
                                    "flags send calls to a daemon, but none runs: the calls run directly",
                                    "Run `ssot daemon start`, or unset the flags."));
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok(set.isEmpty() ? "no flag is set: every call runs directly" : String.join(", ", set)));
        }
        return findings;
    }

    /** Whether the umbrella or one of its slices sends anything. */
    private static boolean sends(Access access, Environment environment, List<Finding> findings, List<String> set) {
        Variable umbrella = RolloutSlice.umbrella(access);
        Optional<Boolean> all = flag(umbrella, environment, findings, set);
        boolean sends = false;
        for (RolloutSlice slice : RolloutSlice.flagged(access)) {
            sends |= flag(slice.flag(access).orElseThrow(), environment, findings, set)
                    .or(() -> all)
                    .orElse(false);
        }
        if (all.orElse(false) && !sends) {
            findings.add(
                    Finding.warning(umbrella + " is on, but every flag below it is off", "Unset one or the others."));
        }
        return sends;
    }

    private static Optional<Boolean> flag(
            Variable variable, Environment environment, List<Finding> findings, List<String> set) {
        try {
            Optional<Boolean> value = environment.flag(variable);
            value.ifPresent(on -> set.add(variable + (on ? " is on" : " is off")));
            return value;
        } catch (ConfigurationError wrong) {
            findings.add(Finding.problem(
                    String.valueOf(wrong.getMessage()),
                    "Correct the variable; no command and no front starts with it."));
            return Optional.empty();
        }
    }
}

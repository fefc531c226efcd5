package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.Connecting;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.DaemonClient;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Protocol;
import dev.ssot.rpc.Reply;
import dev.ssot.workspace.FileStamp;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * This process's connection to the daemon. It is looked for inside a call, for 200 ms at most: at once when the
 * discovery file has changed since the last look, else after a pause that grows while nothing changes. A look that has
 * not come to its end by then goes on behind the calls, which run directly meanwhile. The first call waits longer,
 * because the process is cold.
 */
final class DaemonLink implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final @Nullable Discovery discovery;
    private final Optional<InetSocketAddress> configured;
    private final InstantSource clock;
    private final Patience patience;
    private final Optional<Handover> handover;

    // Guarded by this object: a look is rare, and who comes during one waits for its end, which is near.
    private @Nullable DaemonClient client;
    private @Nullable DaemonLook looking;
    private final Set<String> aligned = new HashSet<>();
    private @Nullable FileStamp seen;
    private Missing last = new Missing(Missing.Kind.NO_DAEMON, "no call has looked for a daemon yet");
    private Duration look;
    private Duration pause = FIRST_PAUSE;
    private Instant nextLook = Instant.MIN;
    private @Nullable Instant lastLook;
    private @Nullable String remoteId;

    DaemonLink(
            Optional<Discovery> discovery,
            Optional<InetSocketAddress> configured,
            InstantSource clock,
            Patience patience) {
        this(discovery, configured, clock, patience, Optional.empty());
    }

    /** @param handover told of each daemon that is found */
    DaemonLink(
            Optional<Discovery> discovery,
            Optional<InetSocketAddress> configured,
            InstantSource clock,
            Patience patience,
            Optional<Handover> handover) {
        this.handover = handover;
        this.discovery = discovery.orElse(null);
        this.configured = configured;
        this.clock = clock;
        this.patience = patience;
        this.look = patience.firstLook();
    }

    /** Whether a call can go to the daemon. */
    sealed interface State {}

    /** It serves the same files and speaks our protocol. */
    record Aligned(DaemonClient client) implements State {}

    /** It cannot; {@code message} says what was found. */
    record Missing(Kind kind, String message) implements State {

        enum Kind {
            NO_DAEMON("no_daemon", ErrorCode.DAEMON_UNREACHABLE),
            UNREACHABLE("unreachable", ErrorCode.DAEMON_UNREACHABLE),
            MISALIGNED("misaligned", ErrorCode.DAEMON_MISALIGNED),
            INCOMPATIBLE("incompatible", ErrorCode.DAEMON_INCOMPATIBLE);

            private final String reason;
            private final ErrorCode code;

            Kind(String reason, ErrorCode code) {
                this.reason = reason;
                this.code = code;
            }

            /** As results name it. */
            String reason() {
                return reason;
            }

            ErrorCode code() {
                return code;
            }
        }
    }

    /** An aligned connection for that repository, if there is one or one can be had now. */
    synchronized State state(Path root, String repositoryId) {
        DaemonClient open = client;
        if (open != null && open.broken().isEmpty()) {
            return aligned.contains(repositoryId) ? new Aligned(open) : align(open, root, repositoryId);
        }
        drop();
        FileStamp stamp = discovery == null ? null : discovery.stamp();
        boolean changed = stamp != null && !stamp.equals(seen);
        if (changed) {
            abandonLook();
        }
        if (looking == null) {
            if (!changed && clock.instant().isBefore(nextLook)) {
                return last;
            }
            seen = stamp;
            lastLook = clock.instant();
            Optional<Missing> nowhere = beginLook();
            if (nowhere.isPresent()) {
                return notFound(nowhere.get());
            }
        }
        return found(root, repositoryId);
    }

    /** What the look under way has led to so far. */
    private State found(Path root, String repositoryId) {
        Optional<Connecting> connecting = Objects.requireNonNull(looking).within(look);
        if (connecting.isEmpty()) {
            last = new Missing(
                    Missing.Kind.UNREACHABLE,
                    "the daemon has not answered within %d ms; it is still being waited for"
                            .formatted(look.toMillis()));
            look = patience.look();
            return last;
        }
        looking = null;
        look = patience.look();
        return switch (connecting.get()) {
            case Connecting.Connected(DaemonClient fresh) -> {
                client = fresh;
                handover.ifPresent(offered -> offered.offer(fresh.version()));
                pause = FIRST_PAUSE;
                nextLook = Instant.MIN;
                yield align(fresh, root, repositoryId);
            }
            case Connecting.Unreachable(String reason) -> notFound(new Missing(Missing.Kind.UNREACHABLE, reason));
            case Connecting.NotTrusted(String reason) -> notFound(new Missing(Missing.Kind.UNREACHABLE, reason));
            case Connecting.Incompatible(String reason) -> notFound(new Missing(Missing.Kind.INCOMPATIBLE, reason));
        };
    }

    /** The daemon has said after all that it does not serve these files; the next call asks it again. */
    synchronized void notServed(String repositoryId, String message) {
        aligned.remove(repositoryId);
        var _ = notAligned(message);
    }

    /** What the status tool shows. */
    synchronized ObjectNode describe(String repositoryId) {
        DaemonClient open = client;
        ObjectNode state = Json.object()
                .put("configured", configured.isPresent() || seen != null && !seen.equals(FileStamp.ABSENT))
                .put("reachable", open != null && open.broken().isEmpty())
                .put("aligned", open != null && open.broken().isEmpty() && aligned.contains(repositoryId))
                .put("local_repository_id", repositoryId)
                .put("remote_repository_id", remoteId)
                .put("last_probe_at", lastLook == null ? null : lastLook.toString());
        return state.put("last_error", state.path("aligned").booleanValue() ? null : last.message());
    }

    @Override
    public synchronized void close() {
        abandonLook();
        drop();
    }

    /** Starts looking, unless nobody has announced anything. That takes no time and warms up nothing. */
    private Optional<Missing> beginLook() {
        if (discovery == null) {
            return noDaemon("neither XDG_RUNTIME_DIR, XDG_STATE_HOME nor HOME is set");
        }
        return switch (discovery.read()) {
            case Discovered.Absent() -> noDaemon("no daemon has announced itself in " + discovery.file());
            case Discovered.Untrusted(String reason) -> noDaemon(reason);
            case Discovered.Found(DaemonAddress daemon, FileStamp _) -> {
                looking = new DaemonLook(() -> connect(daemon));
                yield Optional.empty();
            }
        };
    }

    private Connecting connect(DaemonAddress daemon) {
        return configured
                .map(peer -> DaemonClient.connect(peer, daemon.token(), patience.connecting(), patience.pulse()))
                .orElseGet(() -> DaemonClient.connect(daemon, patience.connecting(), patience.pulse()));
    }

    private static Optional<Missing> noDaemon(String why) {
        return Optional.of(new Missing(Missing.Kind.NO_DAEMON, why));
    }

    private void abandonLook() {
        if (looking != null) {
            looking.abandon();
            looking = null;
        }
    }

    /** Asks the daemon which repository it sees at our root. */
    private State align(DaemonClient open, Path root, String repositoryId) {
        lastLook = clock.instant();
        ObjectNode params = Json.object()
                .put("root", root.toString())
                .put("repository_id", repositoryId)
                .put("protocol", Protocol.ID);
        return switch (open.call(Protocol.PING, params, patience.alignment())) {
            case Reply.Answered(JsonNode pong) -> {
                remoteId = pong.path("repository_id").asText();
                if (repositoryId.equals(remoteId)) {
                    aligned.add(repositoryId);
                    yield new Aligned(open);
                }
                yield notAligned("the daemon sees repository " + remoteId + " at " + root);
            }
            case Reply.Failed(Refusal refusal) -> notAligned(refusal.message());
            case Reply.NotSent(String reason) -> {
                drop();
                yield notFound(new Missing(Missing.Kind.UNREACHABLE, reason));
            }
            case Reply.Lost(String reason) -> {
                drop();
                yield notFound(new Missing(Missing.Kind.UNREACHABLE, reason));
            }
        };
    }

    /** The connection stays: it may serve other repositories. */
    private State notAligned(String message) {
        last = new Missing(Missing.Kind.MISALIGNED, message);
        return last;
    }

    private State notFound(Missing missing) {
        last = missing;
        nextLook = clock.instant().plus(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return missing;
    }

    private void drop() {
        if (client != null) {
            client.close();
            client = null;
        }
        aligned.clear();
    }
}

package dev.ssot.rpc;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server listens and what it bears.
 *
 * @param bind a loopback address; port 0 takes a free one
 * @param socket a file to listen on too, where the system allows that
 * @param version of this build, told to clients
 */
public record ServerSettings(InetSocketAddress bind, Optional<Path> socket, String version, Limits limits) {

    /**
     * @param connections that have proved themselves; further ones are closed at once
     * @param strangers that have not yet; the oldest one makes room for the next, so that silence blocks nobody
     * @param requests in flight on one connection; above it nothing more is read from that connection
     * @param handshake in which a stranger must prove itself
     * @param idle after which a connection without requests is closed
     * @param write that one line may wait for a peer that does not read
     * @param drain that {@link DaemonServer#close} waits for calls in flight
     */
    public record Limits(
            int connections,
            int strangers,
            int requests,
            Duration handshake,
            Duration idle,
            Duration write,
            Duration drain) {

        public static final Limits DEFAULT = new Limits(
                1024,
                64,
                Protocol.REQUESTS_AT_ONCE,
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));

        public Limits {
            if (connections < 1 || strangers < 1 || requests < 1) {
                throw new IllegalArgumentException("limits must be positive: connections=" + connections
                        + ", strangers=" + strangers + ", requests=" + requests);
            }
            if (!positive(handshake) || !positive(idle) || !positive(write) || drain.isNegative()) {
                throw new IllegalArgumentException("deadlines must be positive: handshake=" + handshake + ", idle="
                        + idle + ", write=" + write + ", drain=" + drain);
            }
        }

        private static boolean positive(Duration duration) {
            return duration.isPositive();
        }
    }

    public ServerSettings {
        if (bind.isUnresolved() || !bind.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("the daemon listens on loopback only, not on " + bind.getHostString()
                    + ":" + bind.getPort() + "; use 127.0.0.1 or ::1");
        }
    }

    public static ServerSettings on(InetSocketAddress bind, String version) {
        return new ServerSettings(bind, Optional.empty(), version, Limits.DEFAULT);
    }

    /** The same, listening on a file too. */
    public ServerSettings and(Path file) {
        return new ServerSettings(bind, Optional.of(file), version, limits);
    }

    public ServerSettings within(Limits others) {
        return new ServerSettings(bind, socket, version, others);
    }
}

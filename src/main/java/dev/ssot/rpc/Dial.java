package dev.ssot.rpc;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** An attempt to reach a daemon on this machine, which has to know the token and to answer in time. */
record Dial(Token token, Duration deadline, Pulse pulse) {

    private static final Logger LOG = Logger.getLogger(Dial.class);

    /** By its file, and by its port where there is none or nobody listens on it. */
    Connecting daemon(DaemonAddress daemon) {
        return daemon.socket().flatMap(this::file).orElseGet(() -> port(daemon.address()));
    }

    /** Empty if nobody listens there. */
    private Optional<Connecting> file(Path file) {
        Connecting result = null;
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try (Fuse _ = new Fuse(channel, deadline)) {
                channel.connect(UnixDomainSocketAddress.of(file));
                result = new Connecting.Unreachable(
                        "the daemon at " + file + " does not answer within " + deadline.toMillis() + " ms");
                result = DaemonClient.greet(Wire.of(channel), token, file.toString(), pulse);
            }
        } catch (IOException | UnsupportedOperationException nobody) {
            LOG.debugf("connecting to %s: %s", file, nobody.getMessage());
        } finally {
            if (channel != null && !(result instanceof Connecting.Connected)) {
                close(channel);
            }
        }
        return Optional.ofNullable(result);
    }

    Connecting port(InetSocketAddress address) {
        String peer = address.getHostString() + ":" + address.getPort();
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            return new Connecting.NotTrusted(peer + " is not on this machine; the daemon listens on loopback only");
        }
        Socket socket = new Socket();
        Connecting result = new Connecting.Unreachable("connecting to " + peer + " was not finished");
        try (Fuse _ = new Fuse(socket, deadline)) {
            socket.connect(address, (int) Math.clamp(deadline.toMillis(), 1, Integer.MAX_VALUE));
            result = DaemonClient.greet(Wire.of(socket), token, peer, pulse);
        } catch (IOException unreachable) {
            result = new Connecting.Unreachable("no daemon answers at " + peer + " within " + deadline.toMillis()
                    + " ms: " + unreachable.getMessage());
        } finally {
            if (!(result instanceof Connecting.Connected)) {
                close(socket);
            }
        }
        return result;
    }

    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            LOG.debugf("closing a connection: %s", alreadyGone.getMessage());
        }
    }
}

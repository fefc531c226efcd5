package dev.ssot.rpc;

import java.io.IOException;
import java.net.Socket;

/** A connection that has proved itself and on which anything can be written: for tests of what a daemon bears. */
public final class ProvenSocket {

    private ProvenSocket() {}

    /** Connects and proves itself; the caller closes it. */
    public static Socket open(DaemonAddress daemon) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(daemon.address());
            ClientHandshake handshake = new ClientHandshake(
                    new FrameReader(socket.getInputStream()),
                    new FrameWriter(socket.getOutputStream()),
                    daemon.token(),
                    daemon.hostAndPort());
            if (handshake.run() instanceof ClientHandshake.Result.Trusted) {
                return socket;
            }
            throw new IOException("the daemon at %s does not accept our proof".formatted(daemon.hostAndPort()));
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }
}

package dev.ssot.rpc;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** A connection between two processes of this machine, whatever kind of socket it is. */
final class Wire implements Closeable {

    private final InputStream in;
    private final OutputStream out;
    private final Closeable socket;
    private final Ending ending;

    @FunctionalInterface
    private interface Ending {
        void endOutput() throws IOException;
    }

    private Wire(InputStream in, OutputStream out, Closeable socket, Ending ending) {
        this.in = in;
        this.out = out;
        this.socket = socket;
        this.ending = ending;
    }

    /** Over TCP; lines are sent at once. */
    static Wire of(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new Wire(socket.getInputStream(), socket.getOutputStream(), socket, socket::shutdownOutput);
    }

    /** Over a socket of the file system. */
    static Wire of(SocketChannel channel) {
        return new Wire(
                Channels.newInputStream(channel), Channels.newOutputStream(channel), channel, channel::shutdownOutput);
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** Nothing more is written; what the peer writes can still be read. */
    void endOutput() throws IOException {
        ending.endOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

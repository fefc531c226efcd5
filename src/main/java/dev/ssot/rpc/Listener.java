package dev.ssot.rpc;

import dev.ssot.workspace.OwnerOnly;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a server waits for clients. */
interface Listener extends Closeable {

    int BACKLOG = 128;

    Wire accept() throws IOException;

    /** A port of this machine. */
    record Tcp(ServerSocket socket) implements Listener {

        static Tcp bind(InetSocketAddress address) throws IOException {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(address, BACKLOG);
            } catch (IOException taken) {
                socket.close();
                throw new IOException("cannot listen on " + address + ": " + taken.getMessage(), taken);
            }
            return new Tcp(socket);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        @Override
        public Wire accept() throws IOException {
            Socket accepted = socket.accept();
            try {
                return Wire.of(accepted);
            } catch (IOException gone) {
                accepted.close();
                throw gone;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A socket in the file system, which only its owner can open; the file goes with it. */
    record Local(Path file, ServerSocketChannel channel) implements Listener {

        /** Takes the place of what a crash may have left; only for the holder of {@link SingleInstance}. */
        static Local bind(Path file) throws IOException {
            Files.deleteIfExists(file);
            ServerSocketChannel channel;
            try {
                channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            } catch (UnsupportedOperationException unknown) {
                throw new IOException("this system knows no local sockets", unknown);
            }
            try {
                channel.bind(UnixDomainSocketAddress.of(file), BACKLOG);
                OwnerOnly.restrict(file);
            } catch (IOException failure) {
                channel.close();
                throw failure;
            }
            return new Local(file, channel);
        }

        @Override
        public Wire accept() throws IOException {
            return Wire.of(channel.accept());
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(file);
        }
    }
}

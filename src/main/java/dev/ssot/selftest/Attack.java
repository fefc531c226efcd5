package dev.ssot.selftest;

import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.ProvenSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a daemon has to bear from those who do not speak its protocol. Each answers how much there was of it. */
enum Attack {
    /** Megabytes of garbage from strangers. */
    GARBAGE_OF_STRANGERS(32) {
        @Override
        void run(DaemonAddress daemon, Random random) throws IOException {
            for (int i = 0; i < times(); i++) {
                try (Socket socket = connect(daemon)) {
                    pour(socket, garbage(random));
                }
            }
        }
    },

    /** Clients that send a byte and no more, all open at one time. */
    SLOW_CLIENTS(1_000) {
        @Override
        void run(DaemonAddress daemon, Random random) throws IOException {
            List<Socket> open = new ArrayList<>();
            try {
                for (int i = 0; i < times(); i++) {
                    Socket socket = connect(daemon);
                    open.add(socket);
                    pour(socket, "{".getBytes(StandardCharsets.US_ASCII));
                }
            } finally {
                for (Socket socket : open) {
                    socket.close();
                }
            }
        }
    },

    /** Half of a greeting, then the end. */
    HALF_FRAMES(1_000) {
        @Override
        void run(DaemonAddress daemon, Random random) throws IOException {
            for (int i = 0; i < times(); i++) {
                try (Socket socket = connect(daemon)) {
                    pour(socket, "{\"hello\":\"ssot.dae".getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    },

    /** Megabytes of garbage lines on connections that have proved themselves. */
    GARBAGE_OF_CLIENTS(32) {
        @Override
        void run(DaemonAddress daemon, Random random) throws IOException {
            for (int i = 0; i < times(); i++) {
                try (Socket socket = ProvenSocket.open(daemon)) {
                    pour(socket, garbage(random));
                }
            }
        }
    },

    /** Lines of 16 MB without an end, on connections that have proved themselves. */
    HUGE_FRAMES(4) {
        @Override
        void run(DaemonAddress daemon, Random random) throws IOException {
            byte[] part = "x".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < times(); i++) {
                try (Socket socket = ProvenSocket.open(daemon)) {
                    for (int megabytes = 0; megabytes < 16; megabytes++) {
                        pour(socket, part);
                    }
                }
            }
        }
    },

    /** Proven clients that ask and never read. */
    ASKING_WITHOUT_READING(50) {
        @Override
        void run(DaemonAddress daemon, Random random) throws IOException {
            byte[] pings = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"orch.daemon_status\",\"params\":{}}\n"
                    .repeat(1_000)
                    .getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < times(); i++) {
                try (Socket socket = ProvenSocket.open(daemon)) {
                    pour(socket, pings);
                }
            }
        }
    },

    /** Connections that are opened and dropped. */
    OPENED_AND_DROPPED(10_000) {
        @Override
        void run(DaemonAddress daemon, Random random) throws IOException {
            for (int i = 0; i < times(); i++) {
                connect(daemon).close();
            }
        }
    };

    private static final int MEGABYTE = 1 << 20;

    private final int times;

    Attack(int times) {
        this.times = times;
    }

    int times() {
        return times;
    }

    abstract void run(DaemonAddress daemon, Random random) throws IOException;

    private static Socket connect(DaemonAddress daemon) throws IOException {
        Socket socket = new Socket();
        socket.connect(daemon.address());
        return socket;
    }

    private static byte[] garbage(Random random) {
        byte[] garbage = new byte[MEGABYTE];
        random.nextBytes(garbage);
        return garbage;
    }

    /** Until the daemon has enough of it. */
    private static void pour(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (IOException closed) {
            // That is its answer to this.
        }
    }
}

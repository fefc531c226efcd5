package dev.ssot.rpc;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes a socket unless it is released in time: sockets know no deadline for a write or for a whole exchange. */
final class Fuse implements AutoCloseable {

    private final CountDownLatch released = new CountDownLatch(1);

    Fuse(Closeable socket, Duration deadline) {
        Thread.ofPlatform().daemon().name("ssot-rpc-fuse").start(() -> {
            try {
                if (!released.await(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                    socket.close();
                }
            } catch (IOException | InterruptedException closedAlready) {
                Thread.currentThread().interrupt(); // the last thing that this thread does
            }
        });
    }

    @Override
    public void close() {
        released.countDown();
    }
}

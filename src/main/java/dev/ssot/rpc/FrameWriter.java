package dev.ssot.rpc;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes whole lines, one system call each. A peer that does not read blocks only the writers of its own connection,
 * and only until somebody who asks {@link #stalled} closes the socket.
 */
final class FrameWriter {

    private static final long IDLE = 0;

    private final OutputStream out;

    /** Guards {@link #out}; held across the write, because lines must not mix. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile long startedAt = IDLE;

    FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes a line that ends with LF. */
    void write(byte[] line) throws IOException {
        turn.lock();
        try {
            writeNow(line);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Writes a line if the turn comes in time; false means that not one byte of it was written.
     *
     * @param breakable closed if the line is not written by then; null if the line is sure not to wait for the peer
     */
    boolean write(byte[] line, long untilNanos, @Nullable Closeable breakable)
            throws IOException, InterruptedException {
        if (!turn.tryLock(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            long left = untilNanos - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try (Fuse _ = breakable == null ? null : new Fuse(breakable, Duration.ofNanos(left))) {
                writeNow(line);
            }
            return true;
        } finally {
            turn.unlock();
        }
    }

    /** Whether the write under way has been waiting for the peer for longer than that. */
    boolean stalled(long nowNanos, long limitNanos) {
        long since = startedAt;
        return since != IDLE && nowNanos - since > limitNanos;
    }

    private void writeNow(byte[] line) throws IOException {
        startedAt = System.nanoTime() | 1;
        try {
            out.write(line);
        } finally {
            startedAt = IDLE;
        }
    }
}

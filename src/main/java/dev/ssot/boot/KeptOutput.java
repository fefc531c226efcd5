package dev.ssot.boot;

import dev.ssot.operation.CommandExecution.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Reads all that a process writes, so that it never waits for us, hashes all of it and keeps the end. */
final class KeptOutput implements AutoCloseable {

    /** For what is still in the pipe when everybody who could write is gone. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final InputStream stream;
    private final byte[] ring;
    private final MessageDigest digest = sha256();
    private final Thread reader;

    /** Guarded by this, as are the ring and the digest: a reader that does not end must not disturb who looks. */
    private long total;

    KeptOutput(InputStream stream, int keep) {
        this.stream = stream;
        this.ring = new byte[keep];
        this.reader = Thread.ofPlatform().daemon().name("test-output").start(this::readAll);
    }

    /** The output of a command that never ran. */
    static Output nothing() {
        return new Output("", HexFormat.of().formatHex(sha256().digest()));
    }

    /** All of it; called when the process has ended. */
    Output all() throws InterruptedException {
        reader.join(REST);
        synchronized (this) {
            return new Output(text(), HexFormat.of().formatHex(digest.digest()));
        }
    }

    private void readAll() {
        byte[] buffer = new byte[8192];
        try {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                add(buffer, read);
            }
        } catch (IOException closed) {
            // The process is gone, and what it wrote is here.
        }
    }

    private synchronized void add(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
        for (int i = Math.max(0, count - ring.length); i < count; i++) {
            ring[(int) ((total + i) % ring.length)] = bytes[i];
        }
        total += count;
    }

    private String text() {
        int kept = (int) Math.min(total, ring.length);
        byte[] end = new byte[kept];
        for (int i = 0; i < kept; i++) {
            end[i] = ring[(int) ((total - kept + i) % ring.length)];
        }
        String text = new String(end, StandardCharsets.UTF_8);
        return total > kept ? "[%d bytes left out]%n%s".formatted(total - kept, text) : text;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException alreadyClosed) {
            // Nothing of it is needed any more.
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}

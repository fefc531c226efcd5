package dev.ssot.boot;

import dev.ssot.rpc.Connecting;
import dev.ssot.rpc.DaemonClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * An attempt to reach the daemon. It may outlast the call that began it: a daemon that is slow, because the machine is
 * loaded, has not failed yet, and the next call finds the connection there.
 */
final class DaemonLook {

    private final CompletableFuture<Connecting> result = new CompletableFuture<>();
    private final long startedAt = System.nanoTime();

    /** @param connect ends by itself */
    DaemonLook(Supplier<Connecting> connect) {
        Thread.ofPlatform().daemon().name("ssot-daemon-look").start(() -> {
            try {
                result.complete(connect.get());
            } catch (RuntimeException | Error bug) {
                result.completeExceptionally(bug);
            }
        });
    }

    /** What it led to; empty if it is still under way so long after its start. */
    Optional<Connecting> within(Duration patience) {
        long left = startedAt + patience.toNanos() - System.nanoTime();
        try {
            return Optional.of(result.get(Math.max(0, left), TimeUnit.NANOSECONDS));
        } catch (TimeoutException underWay) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("connecting to the daemon failed", bug.getCause());
        }
    }

    /** Nobody waits for it any more. */
    void abandon() {
        var _ = result.thenAccept(found -> {
            if (found instanceof Connecting.Connected(DaemonClient client)) {
                client.close();
            }
        });
    }
}

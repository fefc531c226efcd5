package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Beats for leases while this process lives, each from a thread of its own, so that one that waits holds up no other.
 * A process that dies, or is stopped for too long, loses its leases to others.
 */
final class LeaseBeats {

    private static final Logger LOG = Logger.getLogger(LeaseBeats.class);

    /** After one of these there is nothing left to keep alive. */
    private static final Set<ErrorCode> ENDED =
            EnumSet.of(ErrorCode.LEASE_NOT_ACTIVE, ErrorCode.LEASE_NOT_HELD, ErrorCode.NOT_FOUND);

    private final RoutedCalls calls;
    private final BeatPace pace;
    private final Map<String, Kept> leases = new ConcurrentHashMap<>();

    LeaseBeats(RoutedCalls calls, BeatPace pace) {
        this.calls = calls;
        this.pace = pace;
    }

    /** @param lease as its grant shows it */
    void start(Path root, JsonNode lease) {
        if (!pace.off()) {
            long lastNanos = System.nanoTime() + pace.maxAge().toNanos();
            keep(new Kept(beat(root, lease), ttl(lease), lastNanos, new CountDownLatch(1)));
        }
    }

    /** After its holder has given it another time. A lease that was not granted to this session is none of ours. */
    void changePace(JsonNode lease) {
        Kept before = leases.get(lease.path("lease_id").asText());
        if (before != null) {
            keep(new Kept(before.beat(), ttl(lease), before.lastNanos(), new CountDownLatch(1)));
        }
    }

    void stop(String leaseId) {
        Kept kept = leases.remove(leaseId);
        if (kept != null) {
            kept.ended().countDown();
        }
    }

    private void keep(Kept kept) {
        Kept before = leases.put(kept.leaseId(), kept);
        if (before != null) {
            before.ended().countDown();
        }
        Thread.ofVirtual().name("lease-beat").start(() -> keepAlive(kept));
    }

    private void keepAlive(Kept kept) {
        try {
            while (!kept.ended().await(pace.pause(kept.ttl()).toNanos(), TimeUnit.NANOSECONDS)) {
                if (System.nanoTime() - kept.lastNanos() > 0 || !isAlive(kept)) {
                    leases.remove(kept.leaseId(), kept);
                    return;
                }
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts a beat", impossible);
        }
    }

    private boolean isAlive(Kept kept) {
        if (!(calls.call(kept.beat()).outcome() instanceof Outcome.Refused(Refusal refusal))) {
            return true;
        }
        if (!ENDED.contains(refusal.code())) {
            LOG.warnf("%s was not renewed: %s", kept.leaseId(), refusal.message());
            return true;
        }
        return false;
    }

    private static Call beat(Path root, JsonNode lease) {
        return new Call(
                "slice.beat",
                root,
                Json.object()
                        .put("worker_id", lease.path("worker_id").asText())
                        .put("lease_id", lease.path("lease_id").asText())
                        .put("fencing_token", lease.path("fencing_token").asLong()),
                null);
    }

    private static Duration ttl(JsonNode lease) {
        return Duration.between(
                Instant.parse(lease.path("heartbeat_at").asText()),
                Instant.parse(lease.path("expires_at").asText()));
    }

    /**
     * A lease that is kept alive.
     *
     * @param beat the call that does it
     * @param ttl what each beat gives it
     * @param lastNanos when the beats end, by {@link System#nanoTime}
     * @param ended ends its thread
     */
    private record Kept(Call beat, Duration ttl, long lastNanos, CountDownLatch ended) {

        String leaseId() {
            return beat.arguments().path("lease_id").asText();
        }
    }
}

package dev.ssot.campaign;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a worker known, or marks one alive. No two workers share an {@code os_user}. */
public final class WorkerRegistration {

    /** What to do after a refusal. */
    public static final String NEXT = "Give each worker an os_user of its own, or leave os_user out.";

    private final ControlTransaction tx;
    private final String workerId;
    private final String osUser;

    /** @param osUser null takes the worker's id */
    public WorkerRegistration(ControlTransaction tx, String workerId, @Nullable String osUser) {
        this.tx = tx;
        this.workerId = workerId;
        this.osUser = Objects.requireNonNullElse(osUser, workerId);
    }

    /** Why it cannot be registered under that user. */
    public Optional<String> refusal() {
        return tx.workerOfUser(osUser)
                .filter(namesake -> !namesake.workerId().equals(workerId))
                .map(namesake -> "os_user %s belongs to worker %s".formatted(osUser, namesake.workerId()));
    }

    /** Answers the worker as stored: one that was known keeps the time at which it started. */
    public Worker register() {
        tx.upsertWorker(new Worker(workerId, osUser, "active", tx.now(), tx.now()));
        return tx.workerOfUser(osUser).orElseThrow();
    }
}

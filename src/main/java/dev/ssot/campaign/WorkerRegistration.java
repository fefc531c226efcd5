package dev.ssot.campaign;

import dev.ssot.campaign.Claiming.Reason;
import dev.ssot.campaign.Claiming.Refused;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a worker known, or marks one alive. No two workers share an {@code os_user}, and no two living processes the
 * name of one worker.
 */
public final class WorkerRegistration {

    /** How long a sign of life stands for a process that cannot be looked at from here. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(60);

    private final ControlTransaction tx;
    private final String workerId;
    private final String osUser;
    private final Claimant claimant;
    private final Optional<Worker> known;
    private final Optional<WorkerHolder> holder;

    /** @param osUser null takes the worker's id */
    public WorkerRegistration(ControlTransaction tx, String workerId, @Nullable String osUser, Claimant claimant) {
        this.tx = tx;
        this.workerId = workerId;
        this.osUser = Objects.requireNonNullElse(osUser, workerId);
        this.claimant = claimant;
        this.known = tx.worker(workerId);
        this.holder = tx.holder(workerId);
    }

    /** Why it cannot be registered under that user, whoever asks. */
    public Optional<Refused> userRefusal() {
        return tx.workerOfUser(osUser)
                .filter(namesake -> !namesake.workerId().equals(workerId))
                .map(namesake -> new Refused(
                        Reason.OS_USER_TAKEN,
                        "os_user %s belongs to worker %s".formatted(osUser, namesake.workerId()),
                        "Give each worker an os_user of its own, or leave os_user out."));
    }

    /** Why this process may not use the name: another one that lives does. */
    public Optional<Refused> holderRefusal() {
        return otherHolder()
                .map(other -> new Refused(
                        Reason.WORKER_HELD,
                        "worker %s is held by %s since %s"
                                .formatted(workerId, claimant.processes().describe(other.process()), other.since()),
                        "Use another worker_id. If that session is to be replaced, take the name over:"
                                + " ssot worker register --worker-id %s --takeover.".formatted(workerId)));
    }

    /** Why the worker gets no new work. */
    public Optional<Refused> statusRefusal() {
        return known.flatMap(worker -> switch (worker.status()) {
            case Worker.PAUSED ->
                Optional.of(new Refused(
                        Reason.WORKER_PAUSED,
                        "worker %s is paused: it gets no new lease, and those that it holds go on".formatted(workerId),
                        "Finish what you hold, then wait: an operator resumes the worker with"
                                + " ssot worker resume --worker-id %s.".formatted(workerId)));
            case Worker.RETIRED ->
                Optional.of(new Refused(
                        Reason.WORKER_RETIRED,
                        "worker %s is retired".formatted(workerId),
                        "Stop. To go on, claim under another worker_id, or make this one known again:"
                                + " ssot worker register --worker-id %s.".formatted(workerId)));
            default -> Optional.empty();
        });
    }

    /** Takes the name from the process that holds it; says so in the events if that one lives. */
    public void takeOver() {
        otherHolder().ifPresent(other -> {
            var payload = Json.object()
                    .put("worker_id", workerId)
                    .put("from", claimant.processes().describe(other.process()))
                    .put("held_since", other.since().toString());
            tx.emit(NewEvent.ofWorker(Kind.WORKER_TAKEN_OVER, workerId, Action.REFRESH_CONTEXT, payload));
        });
    }

    /**
     * Answers the worker as it is from now on. One that was known keeps the time at which it started; one that is
     * paused stays so, since restarting is no way around an operator.
     */
    public Worker register() {
        Instant now = tx.now().truncatedTo(ChronoUnit.SECONDS);
        Worker worker = new Worker(
                workerId,
                osUser,
                known.filter(before -> before.hasStatus(Worker.PAUSED)).isPresent() ? Worker.PAUSED : Worker.ACTIVE,
                known.map(Worker::startedAt).orElse(now),
                now);
        tx.upsertWorker(worker);
        hold();
        return worker;
    }

    /** The holder's row changes only with the process, so that a worker that claims again writes nothing more. */
    private void hold() {
        String process = claimant.process();
        if (process == null) {
            holder.ifPresent(gone -> tx.releaseWorker(workerId));
        } else if (holder.filter(this::isClaimant).isEmpty()) {
            tx.holdWorker(new WorkerHolder(workerId, process, tx.now()));
        }
    }

    private Optional<WorkerHolder> otherHolder() {
        return holder.filter(other -> !isClaimant(other) && lives(other));
    }

    private boolean isClaimant(WorkerHolder other) {
        return other.process().equals(claimant.process());
    }

    private boolean lives(WorkerHolder other) {
        return switch (claimant.processes().lifeOf(other.process())) {
            case ALIVE -> true;
            case GONE -> false;
            case ELSEWHERE ->
                known.filter(worker -> worker.heartbeatAt().plus(SIGN_OF_LIFE).isAfter(tx.now()))
                        .isPresent();
        };
    }
}

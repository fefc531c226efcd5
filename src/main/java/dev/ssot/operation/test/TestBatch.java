package dev.ssot.operation.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.campaign.StartedRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.operation.CommandExecution.Pulse;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.RecordRuns;
import dev.ssot.workspace.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Approved commands that are run one after the other, outside of every decision and every lock. Each record is durable
 * before the next command starts; a lease that they run under is kept alive, and who loses it stops.
 *
 * @param run the name that its processes are marked with
 * @param registry that the commands were taken from
 */
public record TestBatch(
        String run,
        Registry registry,
        Context context,
        @Nullable UnderLease lease) {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /**
     * The lease that they run under.
     *
     * @param treeHash of the files below its roots
     */
    public record UnderLease(LeaseRef ref, Lease lease, String treeHash) {}

    /** What became of a batch. */
    public sealed interface Result {

        record Ran(List<PlannedRun.Ran> all) implements Result {}

        /** Nobody can say how its tests end. */
        record Refused(Refusal refusal) implements Result {}
    }

    public static TestBatch of(Registry registry, Context context, @Nullable UnderLease lease) {
        return new TestBatch(UUID.randomUUID().toString(), registry, context, lease);
    }

    /** @param keep how many bytes of each output each case may show */
    public Result run(List<PlannedRun> runs, int keep) {
        InterruptedRuns.settle(context.place().control(), context.place().commands(), context.now());
        InterruptedRuns.begin(run);
        try {
            Optional<Refusal> refusal = start(runs);
            return refusal.isPresent() ? new Result.Refused(refusal.get()) : runAll(runs, keep);
        } finally {
            InterruptedRuns.end(run);
        }
    }

    private Optional<Refusal> start(List<PlannedRun> runs) {
        UnderLease held = lease;
        Optional<Refusal> lost = held == null ? Optional.empty() : HeldLease.beat(context, held.ref());
        if (lost.isPresent()) {
            return lost;
        }
        String leaseId = held == null ? null : held.ref().leaseId();
        String process = ProcessIdentity.self().text();
        return context.place().control().decide(context.now(), tx -> {
            Optional<StartedRun> other = tx.startedRuns().stream()
                    .filter(started -> leaseId != null && leaseId.equals(started.leaseId()))
                    .filter(InterruptedRuns::goesOn)
                    .findFirst();
            if (other.isEmpty()) {
                tx.startRuns(runs.stream()
                        .map(planned -> new StartedRun(run, planned.test().id(), leaseId, process, context.now()))
                        .toList());
            }
            return other.map(TestBatch::alreadyRunning);
        });
    }

    private static Refusal alreadyRunning(StartedRun other) {
        return new Refusal(
                ErrorCode.CONFLICT,
                "the tests of %s are being run since %s".formatted(other.leaseId(), other.startedAt()),
                "Wait for the answer of that call, or call again when it has ended.");
    }

    private Result runAll(List<PlannedRun> runs, int keep) {
        Pulse pulse = lease == null ? Pulse.NONE : new LeasePulse(context, lease);
        List<PlannedRun.Ran> all = new ArrayList<>();
        for (PlannedRun planned : runs) {
            PlannedRun.Ran ran = planned.run(this, pulse, keep);
            all.add(ran);
            boolean interrupted = ran.record().ending() == TestRun.Ending.INTERRUPTED;
            Instant now = ran.record().finishedAt();
            context.place().control().decide(now, tx -> {
                tx.recordRun(ran.record());
                if (interrupted) {
                    tx.dropRuns(run);
                }
                return ran;
            });
            if (interrupted) {
                return new Result.Refused(stopped(now));
            }
        }
        return new Result.Ran(all);
    }

    /** The lease was lost, or this process has to leave. */
    private Refusal stopped(Instant now) {
        Optional<Refusal> lost =
                lease == null ? Optional.empty() : HeldLease.beat(context.step().at(now), lease.ref());
        return lost.orElseGet(() -> new Refusal(
                ErrorCode.SHUTTING_DOWN,
                "the process that ran the tests has to leave; they were stopped and have not passed",
                "Call again."));
    }

    /** Beats for the lease well before it ends. */
    private record LeasePulse(Context context, UnderLease lease) implements Pulse {

        @Override
        public Duration pause() {
            Lease held = lease.lease();
            Duration third =
                    Duration.between(held.heartbeatAt(), held.expiresAt()).dividedBy(3);
            return third.compareTo(SHORTEST_PAUSE) < 0
                    ? SHORTEST_PAUSE
                    : third.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : third;
        }

        @Override
        public boolean beat(Instant now) {
            return HeldLease.beat(context.step().at(now), lease.ref()).isEmpty();
        }
    }

    /** Gives the tests the status that their runs proved, under the lease if there is one. */
    public Reply<Report> recordStatuses(List<PlannedRun.Ran> all) {
        Map<String, RecordRuns.Run> runs = new LinkedHashMap<>();
        Instant now = context.now();
        for (PlannedRun.Ran ran : all) {
            JsonNode execution = ran.planned().test().json().path("execution");
            runs.put(
                    ran.record().testId(),
                    new RecordRuns.Run(execution, ran.record().passed()));
            now = ran.record().finishedAt();
        }
        return new RegistryWrite(new RecordRuns(runs), null, lease == null ? null : lease.ref(), answer -> {
                    ObjectNode event = Json.object().put("source", "ssot-mcp").put("tool", "test_run");
                    event.set("changes", answer.path("changes"));
                    return event;
                })
                .run(context.step().at(now));
    }
}

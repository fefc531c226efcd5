package dev.ssot.operation.test;

import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.Processes.Life;
import dev.ssot.campaign.StartedRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.operation.CommandExecution;
import dev.ssot.operation.LocalProcesses;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.workspace.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs that a process began and did not live to end. What is left of them is killed, and they have not passed. */
public final class InterruptedRuns {

    /** The names of the runs of this process. */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    private static final String NOTHING = CanonicalJson.hash(new byte[0]);

    private InterruptedRuns() {}

    static void begin(String run) {
        OWN.add(run);
    }

    static void end(String run) {
        OWN.remove(run);
    }

    /** Those among the runs that nobody will end any more. */
    public static List<StartedRun> among(List<StartedRun> started) {
        return started.stream().filter(run -> !goesOn(run)).toList();
    }

    /** A process of another machine may be alive, so its runs are left alone. */
    static boolean goesOn(StartedRun run) {
        return run.process().equals(ProcessIdentity.self().text())
                ? OWN.contains(run.run())
                : LocalProcesses.INSTANCE.lifeOf(run.process()) != Life.GONE;
    }

    /** Ends them. A store without any is only read. */
    public static void settle(ControlStore control, CommandExecution commands, Instant now) {
        List<StartedRun> left = among(control.read(now, view -> view.startedRuns()));
        if (!left.isEmpty()) {
            left.stream().map(StartedRun::run).distinct().forEach(commands::end);
            control.decide(now, tx -> {
                among(tx.startedRuns()).forEach(run -> interrupt(tx, run));
                return true;
            });
        }
    }

    private static void interrupt(ControlTransaction tx, StartedRun run) {
        tx.recordRun(new TestRun(
                run.run(),
                run.testId(),
                run.leaseId(),
                "",
                List.of(),
                TestRun.Ending.INTERRUPTED,
                null,
                false,
                run.startedAt(),
                tx.now(),
                "",
                null,
                null,
                null,
                NOTHING,
                NOTHING));
    }
}

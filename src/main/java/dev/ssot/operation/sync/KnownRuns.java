package dev.ssot.operation.sync;

import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.operation.Context;
import dev.ssot.operation.test.TestExecution;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.config.CompletionPolicy;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.sync.RunReceipts;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The latest runs of the tests of a registry, as they were when they were read. */
public record KnownRuns(Map<String, KeptRun> runs) implements RunReceipts {

    /** Read at once and before the registry is locked; nothing is read where nobody asks for proof. */
    static RunReceipts read(Registry registry, Context context) {
        boolean isAsked = CompletionPolicy.of(context.place().guardedFiles(context.now()))
                        instanceof CompletionPolicy.Reading.Known(CompletionPolicy policy)
                && policy.level().needsProof();
        if (!isAsked) {
            return RunReceipts.NONE;
        }
        return context.read(view -> {
            Map<String, KeptRun> runs = new HashMap<>();
            registry.rows(Section.TESTS)
                    .forEach(test -> view.latestRun(test.id()).ifPresent(run -> runs.put(test.id(), run)));
            return new KnownRuns(runs);
        });
    }

    @Override
    public Verdict of(Row test, RepositoryFiles files) {
        KeptRun kept = runs.get(test.id());
        if (kept == null) {
            return Verdict.NO_RUN;
        }
        if (!kept.isIntact()) {
            return Verdict.TAMPERED;
        }
        TestRun run = kept.run();
        if (run.ending() == TestRun.Ending.INTERRUPTED) {
            return Verdict.INTERRUPTED;
        }
        if (!isOf(run, test, files)) {
            return Verdict.OUTDATED;
        }
        return run.passed() ? Verdict.PASSED : Verdict.FAILED;
    }

    /** Whether the run was of the test's command and file as they are now. */
    public static boolean isOf(TestRun run, Row test, RepositoryFiles files) {
        String path = test.text("path");
        String file =
                path == null ? null : files.read(path).map(CanonicalJson::hash).orElse(null);
        return TestExecution.of(test) instanceof TestExecution.Reading.Runnable(TestExecution execution)
                && execution.hash().equals(run.executionHash())
                && Objects.equals(file, run.testFileSha256());
    }
}

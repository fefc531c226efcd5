package dev.ssot.boot.doctor;

import dev.ssot.campaign.RunRecordFile;
import dev.ssot.campaign.StartedRun;
import dev.ssot.operation.CommandExecution;
import dev.ssot.operation.test.InterruptedRuns;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.store.StoreUpkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs of tests that nobody ended, and records of runs that somebody wrote or changed. */
final class TestRunChecks {

    private final Function<Path, RepositoryFiles> files;
    private final CommandExecution commands;

    TestRunChecks(Function<Path, RepositoryFiles> files, CommandExecution commands) {
        this.files = files;
        this.commands = commands;
    }

    List<Finding> testRuns(Patient patient) throws IOException {
        if (!(patient.stores().state() instanceof StoreUpkeep.State.Sound)) {
            return List.of(Finding.skipped("nothing is recorded that could be looked at"));
        }
        List<Finding> findings = new ArrayList<>();
        try (SqliteControlStore control = new SqliteControlStore(patient.root())) {
            List<StartedRun> left =
                    InterruptedRuns.among(control.read(patient.clock().instant(), view -> view.startedRuns()));
            if (!left.isEmpty()) {
                findings.add(Finding.warning(
                                "the process that ran these tests died: "
                                        + left.stream()
                                                .map(StartedRun::testId)
                                                .sorted()
                                                .collect(Collectors.joining(", ")),
                                "The next call ends what is left of them and marks them as interrupted.")
                        .repairedBy(new Repair(
                                folder -> patient.stores().copyDatabase(folder.resolve("state.sqlite")),
                                () -> settle(patient))));
            }
            findings.addAll(records(patient, control));
        }
        return findings;
    }

    private void settle(Patient patient) {
        try (SqliteControlStore control = new SqliteControlStore(patient.root())) {
            InterruptedRuns.settle(control, commands, patient.clock().instant());
        }
    }

    private List<Finding> records(Patient patient, SqliteControlStore control) {
        RepositoryFiles here = files.apply(patient.root());
        List<Finding> findings = new ArrayList<>();
        for (String path : here.filesBelow(RunRecordFile.FOLDER)) {
            var runs = control.read(patient.clock().instant(), view -> view.runsUnder(RunRecordFile.leaseOf(path)));
            here.read(path)
                    .flatMap(bytes -> RunRecordFile.distrust(path, bytes, runs))
                    .ifPresent(reason -> findings.add(Finding.warning(
                            "%s %s".formatted(path, reason),
                            "No gate believes it. Restore it from git, or remove it.")));
        }
        return findings;
    }
}

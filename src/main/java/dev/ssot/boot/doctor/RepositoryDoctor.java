package dev.ssot.boot.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.boot.doctor.Finding.Status;
import dev.ssot.cli.command.DaemonControl;
import dev.ssot.cli.command.Doctor;
import dev.ssot.environment.Environment;
import dev.ssot.operation.CommandExecution;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs every check, mends what may be mended, and says how it is then. */
public final class RepositoryDoctor implements Doctor {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Environment environment;
    private final InstantSource clock;
    private final List<Check> checks;

    /**
     * @param files how rules about files look at a repository
     * @param commands ends what is left of tests
     */
    public RepositoryDoctor(
            Environment environment,
            InstantSource clock,
            Function<Path, RepositoryFiles> files,
            CommandExecution commands) {
        this.environment = environment;
        this.clock = clock;
        StoreChecks stores = new StoreChecks(files);
        this.checks = List.of(
                new Check("java", MachineChecks::java),
                new Check("file_system", MachineChecks::fileSystem),
                new Check("permissions", FileChecks::permissions),
                new Check("locks", FileChecks::locks),
                new Check("database", stores::database),
                new Check("log", LogChecks::log),
                new Check("restores", RestoreChecks::restores),
                new Check("leftovers", FileChecks::leftovers),
                new Check("test_runs", new TestRunChecks(files, commands)::testRuns),
                new Check("daemon", DaemonChecks::daemon),
                new Check("flags", DaemonChecks::flags),
                new Check("clients", ClientChecks::clients),
                new Check("registry", stores::registry));
    }

    /** What a check found, and what became of it. */
    private record Told(String check, Finding finding, boolean fixed) {}

    @Override
    public DaemonControl.Report examine(Path path, boolean fix) {
        return switch (RepositoryRoot.locate(path)) {
            case RepositoryRoot.Search.NotFound(String message) ->
                report(
                        List.of(new Told(
                                "repository",
                                Finding.problem(message, "Name a repository, or make one with `ssot init`."),
                                false)),
                        null);
            case RepositoryRoot.Search.Found(RepositoryRoot root) -> examine(Patient.of(root, environment, clock), fix);
        };
    }

    private DaemonControl.Report examine(Patient patient, boolean fix) {
        Surgery surgery = new Surgery(patient, "backup-" + STAMP.format(clock.instant()));
        List<Told> told = new ArrayList<>();
        for (Check check : checks) {
            for (Finding finding : check.run(patient)) {
                Optional<Repair> repair = Optional.ofNullable(finding.repair()).filter(_ -> fix);
                told.add(
                        repair.isPresent()
                                ? surgery.mended(check.name(), finding, repair.get())
                                : new Told(check.name(), finding, false));
            }
        }
        return report(told, surgery.backup());
    }

    /** Mends, with a copy of what it touches in a folder that the first repair makes. */
    private static final class Surgery {

        private final Patient patient;
        private final Path folder;
        private boolean used;

        Surgery(Patient patient, String backup) {
            this.patient = patient;
            this.folder = patient.control().resolve(backup);
        }

        @Nullable Path backup() {
            return used ? folder : null;
        }

        Told mended(String check, Finding finding, Repair repair) {
            try {
                patient.stores().completeFolder();
                Files.createDirectories(folder);
                used = true;
                repair.backup().into(folder);
                repair.action().run();
                return new Told(check, finding, true);
            } catch (IOException | RuntimeException failure) {
                String detail = "%s; it could not be mended: %s".formatted(finding.detail(), failure);
                return new Told(check, Finding.problem(detail, finding.mend()), false);
            }
        }
    }

    private static DaemonControl.Report report(List<Told> told, @Nullable Path backup) {
        boolean passed =
                told.stream().allMatch(one -> one.fixed() || one.finding().status() != Status.PROBLEM);
        ObjectNode json = Json.object().put("passed", passed);
        ArrayNode checks = json.putArray("checks");
        StringBuilder text = new StringBuilder();
        for (Told one : told) {
            Finding finding = one.finding();
            String status = one.fixed() ? "fixed" : finding.status().text();
            checks.addObject()
                    .put("check", one.check())
                    .put("status", finding.status().text())
                    .put("detail", finding.detail())
                    .put("mend", finding.mend())
                    .put("fixable", finding.repair() != null)
                    .put("fixed", one.fixed());
            text.append("%-8s %-12s %s%n".formatted(status, one.check(), finding.detail()));
            if (!finding.mend().isEmpty() && !one.fixed()) {
                text.append(
                        "%22s%s%s%n".formatted("", finding.mend(), finding.repair() == null ? "" : " --fix does it."));
            }
        }
        json.put("backup", backup == null ? null : backup.toString());
        text.append(backup == null ? "" : "What was touched is kept in %s%n".formatted(backup));
        text.append(passed ? "No problem was found." : "There are problems.");
        return new DaemonControl.Report(passed, text.toString(), json);
    }
}

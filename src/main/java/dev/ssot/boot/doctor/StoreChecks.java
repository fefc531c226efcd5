package dev.ssot.boot.doctor;

import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.validation.Validation;
import dev.ssot.registry.validation.ValidationReport;
import dev.ssot.store.FileRegistryStore;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.store.StoreUpkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The control database and the registry itself. */
final class StoreChecks {

    private static final long LONG_LOG = 64L << 20;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final Function<Path, RepositoryFiles> files;

    /** @param files how rules about files look at a repository */
    StoreChecks(Function<Path, RepositoryFiles> files) {
        this.files = files;
    }

    List<Finding> database(Patient patient) throws IOException {
        return switch (patient.stores().state()) {
            case StoreUpkeep.State.Absent() -> List.of(Finding.skipped("nothing was written here yet"));
            case StoreUpkeep.State.Damaged(Path file, String reason) ->
                List.of(Finding.problem(
                        file + " is damaged: " + reason,
                        "Stop every agent, then restore it from a backup, or move it and its -wal and -shm files away"
                                + " to start with no leases and no events. The registry does not need it."));
            case StoreUpkeep.State.Sound sound -> sound(patient, sound);
        };
    }

    private static List<Finding> sound(Patient patient, StoreUpkeep.State.Sound sound) {
        List<Finding> findings = new ArrayList<>();
        if (sound.version() > StoreUpkeep.supportedVersion()) {
            findings.add(Finding.warning(
                    "%s was written by a later release (version %d, this one knows %d)"
                            .formatted(sound.file(), sound.version(), StoreUpkeep.supportedVersion()),
                    "Use that release for all agents."));
        }
        if (sound.pendingWrites() > 0) {
            findings.add(Finding.warning(
                            "%d writes of the registry were announced and not settled".formatted(sound.pendingWrites()),
                            "If no agent is writing now, one died on the way; the next call that writes settles it.")
                    .repairedBy(new Repair(copyOf(patient), () -> settle(patient))));
        }
        if (sound.logBytes() > LONG_LOG) {
            findings.add(Finding.warning(
                            "the log of the database has %d MiB".formatted(sound.logBytes() >> 20),
                            "End a process that reads without pause, or run with --fix.")
                    .repairedBy(new Repair(copyOf(patient), patient.stores()::checkpoint)));
        }
        if (sound.openConflicts() > 0) {
            findings.add(Finding.warning(
                    sound.openConflicts() + " conflicts are open",
                    "Look at them with `ssot conflict list`, settle them, then `ssot conflict resolve`."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("%s is sound, version %d".formatted(sound.file(), sound.version())));
        }
        return findings;
    }

    private static Repair.Backup copyOf(Patient patient) {
        return folder -> patient.stores().copyDatabase(folder.resolve("state.sqlite"));
    }

    private static void settle(Patient patient) {
        try (SqliteControlStore control = new SqliteControlStore(patient.root());
                FileRegistryStore registries = new FileRegistryStore(patient.root(), control, LOCK_WAIT)) {
            registries.recover(patient.clock().instant());
        }
    }

    List<Finding> registry(Patient patient) {
        try (SqliteControlStore control = new SqliteControlStore(patient.root());
                FileRegistryStore registries = new FileRegistryStore(patient.root(), control, LOCK_WAIT)) {
            return switch (registries.read()) {
                case Reading.Unreadable(String message) ->
                    List.of(Finding.problem(message, "Restore the file, from git for example."));
                case Reading.Read(Registry registry) -> valid(registry, patient);
            };
        }
    }

    private List<Finding> valid(Registry registry, Patient patient) {
        ValidationReport report =
                Validation.full(registry, files.apply(patient.root())).report();
        List<Finding> findings = new ArrayList<>();
        registry.warnings().forEach(warning -> findings.add(Finding.warning(warning, "Use that release.")));
        count(findings, Finding.Status.PROBLEM, "rules are broken", report.failures());
        count(findings, Finding.Status.WARNING, "warnings", report.warnings());
        count(
                findings,
                Finding.Status.WARNING,
                "notices: what stands is kept, what is new is refused",
                report.notices());
        return findings;
    }

    private static void count(List<Finding> findings, Finding.Status status, String what, List<String> messages) {
        if (!messages.isEmpty()) {
            findings.add(new Finding(
                    status,
                    "%d %s, the first: %s".formatted(messages.size(), what, messages.getFirst()),
                    "`ssot validate` lists them all.",
                    null));
        }
    }
}

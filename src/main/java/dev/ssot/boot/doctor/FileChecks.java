package dev.ssot.boot.doctor;

import dev.ssot.registry.Registry;
import dev.ssot.store.StoreUpkeep;
import dev.ssot.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of {@code .ssot} beside the registry's content: who may use them, who locks them, what was left behind. */
final class FileChecks {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    /** What our writers, and the reference's, call the files that they are about to rename or link. */
    private static final Pattern TEMPORARY =
            Pattern.compile("\\..+[.-][0-9a-f-]{32,36}\\.tmp|\\.registry\\.json\\..+\\.tmp|lock-[0-9a-f]{32}\\.tmp");

    /** What our writers call folders and files below the root that have no place yet. */
    private static final Pattern STAGED = Pattern.compile("\\.ssot-[0-9a-f-]{36}\\.tmp");

    /** Longer than any write takes. */
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

    private FileChecks() {}

    static List<Finding> permissions(Patient patient) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path registry = patient.root().resolve(Registry.PATH);
        if (!Files.isWritable(registry)) {
            findings.add(Finding.problem(
                    registry + " cannot be written", "Make it writable for the user who works here: chmod u+w."));
        }
        Path control = patient.control();
        if (Files.isDirectory(control)) {
            findings.addAll(control(patient, control));
        }
        return findings;
    }

    private static List<Finding> control(Patient patient, Path control) throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (isPosix(control) && isOpenToOthers(control)) {
            String advice = "Run chmod 700 on it.";
            findings.add(
                    OwnerOnly.isOurs(control)
                            ? Finding.warning(control + " is open to other users", advice)
                                    .repairedBy(Repair.of(
                                            List.of(control), () -> Files.setPosixFilePermissions(control, OWNER)))
                            : Finding.problem(control + " belongs to another user and is open to others", advice));
        }
        Path ignore = control.resolve(".gitignore");
        if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
            findings.add(Finding.warning(
                            ignore + " is missing, so git may commit what belongs to this machine",
                            "Write a file of that name that holds a single *.")
                    .repairedBy(Repair.of(List.of(), patient.stores()::completeFolder)));
        }
        return findings;
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static boolean isOpenToOthers(Path folder) throws IOException {
        Set<PosixFilePermission> others = EnumSet.allOf(PosixFilePermission.class);
        others.removeAll(OWNER);
        return Files.getPosixFilePermissions(folder).stream().anyMatch(others::contains);
    }

    static List<Finding> locks(Patient patient) throws IOException {
        StoreUpkeep.Lock lock = patient.stores().lock().orElse(null);
        if (lock == null) {
            return List.of(Finding.ok("nobody holds the registry"));
        }
        if (!lock.stale()) {
            return List.of(Finding.ok("%s holds the registry for %s".formatted(lock.owner(), lock.reason())));
        }
        Finding stale = Finding.warning(
                "%s was left by %s, which holds the registry no more".formatted(lock.file(), lock.owner()),
                "The next writer takes it over; or remove it.");
        // Taking it over needs a place for the new one.
        return List.of(
                Files.isDirectory(patient.control())
                        ? stale.repairedBy(Repair.of(List.of(lock.file()), patient.stores()::removeStaleLock))
                        : stale);
    }

    /** While a write is pending, what it has staged is not left over. */
    static List<Finding> leftovers(Patient patient) throws IOException {
        if (patient.stores().state() instanceof StoreUpkeep.State.Sound sound && sound.pendingWrites() > 0) {
            return List.of(Finding.skipped("a write of the registry is not settled yet"));
        }
        List<Finding> findings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(patient.ssot())) {
            for (Path file : files.filter(file -> !isBackup(patient, file) && isTemporary(file))
                    .toList()) {
                leftBehind(patient, file, Repair.of(List.of(file), () -> Files.deleteIfExists(file)))
                        .ifPresent(findings::add);
            }
        }
        try (Stream<Path> files = Files.list(patient.root())) {
            for (Path staged : files.filter(file -> isNamed(STAGED, file)).toList()) {
                // A folder goes whole, with what was built in it, so moving it away is both copy and removal.
                Repair moved = new Repair(folder -> Files.move(staged, folder.resolve(staged.getFileName())), () -> {});
                leftBehind(patient, staged, moved).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> leftBehind(Patient patient, Path file, Repair repair) throws IOException {
        Instant before = patient.clock().instant().minus(LEFT_BEHIND);
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(before)
                ? Optional.of(Finding.warning(file + " was left by a writer that died", "Remove it; nothing reads it.")
                        .repairedBy(repair))
                : Optional.empty();
    }

    private static boolean isBackup(Patient patient, Path file) {
        return file.startsWith(patient.control())
                && patient.control().relativize(file).toString().startsWith("backup-");
    }

    private static boolean isTemporary(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isNamed(TEMPORARY, file);
    }

    private static boolean isNamed(Pattern pattern, Path file) {
        return pattern.matcher(String.valueOf(file.getFileName())).matches();
    }
}

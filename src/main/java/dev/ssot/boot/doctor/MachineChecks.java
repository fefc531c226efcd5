package dev.ssot.boot.doctor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Java, and what the file system does when it is asked to. */
final class MachineChecks {

    private static final int OLDEST_JAVA = 25;
    private static final long LEAST_SPACE = 64L << 20;

    /** Locks and shared memory of these are not to be relied on. */
    private static final List<String> NETWORK = List.of("nfs", "cifs", "smb", "9p", "fuse.sshfs", "drvfs", "afs");

    private MachineChecks() {}

    static List<Finding> java(Patient patient) {
        Runtime.Version version = Runtime.version();
        return List.of(
                version.feature() >= OLDEST_JAVA
                        ? Finding.ok("Java " + version)
                        : Finding.problem(
                                "Java %s is too old".formatted(version),
                                "Install a JDK of version %d or newer.".formatted(OLDEST_JAVA)));
    }

    /** Tried in the folder that only this machine uses; one that was never made is not made for it. */
    static List<Finding> fileSystem(Patient patient) throws IOException {
        Path control = patient.control();
        if (!Files.isDirectory(control)) {
            return List.of(Finding.skipped("nothing was written here yet"));
        }
        if (!Files.isWritable(control) || !Files.isWritable(patient.ssot())) {
            return List.of(Finding.problem(
                    "%s or %s cannot be written".formatted(patient.ssot(), control),
                    "Make both folders writable for the user who works here."));
        }
        List<Finding> findings = new ArrayList<>();
        FileStore store = Files.getFileStore(control);
        if (NETWORK.stream().anyMatch(store.type().toLowerCase(Locale.ROOT)::startsWith)) {
            findings.add(Finding.warning(
                    "the repository lies on a network file system (%s)".formatted(store.type()),
                    "Work on a local disk: locks may not hold between machines."));
        }
        if (store.getUsableSpace() < LEAST_SPACE) {
            findings.add(Finding.warning(
                    "only %d MiB are free".formatted(store.getUsableSpace() >> 20), "Free some space."));
        }
        findings.addAll(tried(control));
        return findings;
    }

    private static List<Finding> tried(Path control) throws IOException {
        Path folder = Files.createDirectory(control.resolve("doctor-" + UUID.randomUUID()));
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        try {
            Files.writeString(one, "new");
            Files.writeString(two, "old");
            try (FileChannel channel = FileChannel.open(one, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null || !lock.isValid()) {
                    return List.of(Finding.problem("a new file cannot be locked", "Work on a local disk."));
                }
            }
            Files.move(one, two, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (!Files.readString(two).equals("new")) {
                return List.of(Finding.problem("an atomic rename does not replace a file", "Work on a local disk."));
            }
            String letters = Files.exists(folder.resolve("TWO")) ? "ignores" : "tells apart";
            return List.of(Finding.ok("locks and atomic renames work; it %s upper and lower case".formatted(letters)));
        } catch (IOException | UnsupportedOperationException refused) {
            return List.of(Finding.problem("the file system refuses: " + refused, "Work on a local disk."));
        } finally {
            Files.deleteIfExists(one);
            Files.deleteIfExists(two);
            Files.deleteIfExists(folder);
        }
    }
}

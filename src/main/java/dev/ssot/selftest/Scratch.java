package dev.ssot.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that a selftest makes and takes away. */
final class Scratch {

    private Scratch() {}

    /** Answers it with every link resolved. */
    static Path folder(String prefix) throws IOException {
        return Files.createTempDirectory(prefix).toRealPath();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

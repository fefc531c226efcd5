package dev.ssot.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that a selftest makes, and takes away at its end. */
final class Scratch {

    private Scratch() {}

    /** Answers it with every link resolved. */
    static Path folder(String prefix) throws IOException {
        return Files.createTempDirectory(prefix).toRealPath();
    }
}

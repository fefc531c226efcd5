package dev.ssot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process takes of the machine's memory, where the system tells. */
final class ResidentMemory {

    private ResidentMemory() {}

    static String of(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return "not told";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000 + " MB")
                .findFirst()
                .orElse("not told");
    }
}

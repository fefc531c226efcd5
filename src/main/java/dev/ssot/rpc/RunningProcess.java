package dev.ssot.rpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a process lives, and since when. */
final class RunningProcess {

    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    private RunningProcess() {}

    /** When the process started, in a form that only means something to itself; empty if it does not live. */
    static Optional<String> startOf(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            // The name in parentheses may hold anything; the fields behind it are numbers, but for the state.
            List<String> fields =
                    List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
            boolean dead = fields.get(STATE).equals("Z") || fields.get(STATE).equals("X");
            return dead ? Optional.empty() : Optional.of(fields.get(START_TICKS));
        } catch (IOException noSuchFile) {
            return Files.exists(Path.of("/proc/self/stat"))
                    ? Optional.empty()
                    : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(RunningProcess::start);
        }
    }

    private static String start(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Long.toString(start.toEpochMilli()))
                .orElse("");
    }
}

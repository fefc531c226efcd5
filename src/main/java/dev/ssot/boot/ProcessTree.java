package dev.ssot.boot;

import dev.ssot.environment.Variable;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process and everything that it has started. A child whose parent has ended is no longer below the root, so each
 * inherits a variable with a mark by which it is found where the system shows environments.
 *
 * @param root empty when only the mark is known, because the process that started it died
 * @param mark the value of {@link #MARK} in the root's environment, of nobody else's
 */
record ProcessTree(Optional<Process> root, String mark) {

    static final Variable MARK = Variable.SSOT_TEST_RUN;

    private static final Path PROCESSES = Path.of("/proc");

    /** The kernel takes a moment for each; who starts processes faster than we end them wins after this many looks. */
    private static final int LOOKS = 500;

    private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

    /** The mark as it stands in an environment. */
    static String markOf(String mark) {
        return MARK + "=" + mark;
    }

    /** Kills all of it; when it returns, nothing of it that could be found runs. */
    void kill() {
        for (int look = 0; look < LOOKS; look++) {
            // Not ProcessHandle.isAlive: it counts one that has ended until its parent has taken note.
            List<ProcessHandle> alive = Stream.concat(below(), marked())
                    .filter(process -> ProcessIdentity.of(process.pid()).isPresent())
                    .toList();
            if (alive.isEmpty()) {
                return;
            }
            alive.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private Stream<ProcessHandle> below() {
        return root.stream().flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()));
    }

    private Stream<ProcessHandle> marked() {
        if (!Files.isDirectory(PROCESSES)) {
            return Stream.empty();
        }
        String variable = markOf(mark);
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(variable));
    }

    private static List<String> environment(long pid) {
        try {
            byte[] variables =
                    Files.readAllBytes(PROCESSES.resolve(Long.toString(pid)).resolve("environ"));
            return List.of(new String(variables, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }
}

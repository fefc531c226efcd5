package dev.ssot.boot;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

/**
 * A process that waits for this one to die and then ends what carries the mark of a run. Nothing can be done in a
 * process that is killed, so somebody else has to. It needs a system that shows environments; elsewhere there is none,
 * and the next process that opens the repository knows of the run.
 */
final class RunGuard implements AutoCloseable {

    /** The end of the input is our death: the system closes it. A process may start others while it is looked for. */
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            read -r gone
            looks=0
            while [ "$looks" -lt 200 ]; do
                marked=$(grep -lszFx -e "$1" /proc/[0-9]*/environ)
                [ -n "$marked" ] || exit 0
                for environment in $marked; do
                    process=${environment#/proc/}
                    kill -9 "${process%/environ}" 2>/dev/null
                done
                looks=$((looks + 1))
            done
            """;

    private static final Path SHELL = Path.of("/bin/sh");

    private final Process process;

    private RunGuard(Process process) {
        this.process = process;
    }

    /** Begins to wait; empty where that is not possible. */
    static Optional<RunGuard> of(String run, Environment environment) throws IOException {
        if (!Files.isReadable(Path.of("/proc/self/environ")) || !Files.isExecutable(SHELL)) {
            return Optional.empty();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        SHELL.toString(), "-c", SCRIPT, "ssot-run-guard", ProcessTree.markOf(run))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment.only(EnumSet.of(Variable.PATH)));
        return Optional.of(new RunGuard(builder.start()));
    }

    /** Nobody has to be watched any more. Killed before its input ends, so that it does nothing. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}

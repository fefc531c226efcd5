package dev.ssot.boot;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.CommandExecution;
import dev.ssot.operation.ProcessLeaving;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs commands as processes of this user, with nothing on standard input, outputs of their own and few variables. What
 * a command has started ends with it, and with this process, however that ends.
 */
final class LocalCommands implements CommandExecution {

    /** What a program needs to find its tools, its home and its language; all else the test's row states. */
    private static final Set<Variable> INHERITED = EnumSet.of(
            Variable.PATH,
            Variable.HOME,
            Variable.USER,
            Variable.LOGNAME,
            Variable.LANG,
            Variable.LC_ALL,
            Variable.LC_CTYPE,
            Variable.TZ,
            Variable.TMPDIR,
            Variable.JAVA_HOME,
            Variable.SYSTEM_ROOT,
            Variable.COM_SPEC,
            Variable.PATHEXT,
            Variable.TEMP,
            Variable.TMP,
            Variable.USERPROFILE);

    private static final File NOTHING = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    private static final Pattern SYSTEM_ERROR = Pattern.compile("error[=:] ?(\\d+)(?:, | \\()([^)]*)");

    private static final Set<ProcessTree> RUNNING = ConcurrentHashMap.newKeySet();

    private static final Thread AT_EXIT = new Thread(LocalCommands::endRunning, "kill-running-tests");

    /** What was killed by us says nothing about the test. */
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(AT_EXIT);
    }

    private final InstantSource clock;
    private final Environment environment;

    LocalCommands(InstantSource clock, Environment environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** For a process that lets calls finish before it ends, and then calls {@link #endRunning} itself. */
    static void endOnlyWhenTold() {
        var _ = Runtime.getRuntime().removeShutdownHook(AT_EXIT);
    }

    /** Nothing that was started here outlives this process. */
    static void endRunning() {
        ending = true;
        RUNNING.forEach(ProcessTree::kill);
    }

    @Override
    public Execution run(Command command, Pulse pulse) {
        Instant started = clock.instant();
        if (!Files.isDirectory(command.folder())) {
            return notStarted(started, "No such folder: " + command.folder());
        }
        ProcessBuilder builder = new ProcessBuilder(argv(command))
                .directory(command.folder().toFile())
                .redirectInput(NOTHING);
        builder.environment().clear();
        builder.environment().putAll(environment.only(INHERITED));
        builder.environment().putAll(command.environment());
        builder.environment().put(ProcessTree.MARK.toString(), command.run());
        Optional<RunGuard> guard = Optional.empty();
        try {
            guard = RunGuard.of(command.run(), environment);
            return finish(command, new ProcessTree(Optional.of(builder.start()), command.run()), pulse, started);
        } catch (IOException | IllegalArgumentException failure) {
            return notStarted(
                    started,
                    reason(String.valueOf(failure.getMessage()), command.argv().getFirst()));
        } finally {
            guard.ifPresent(RunGuard::close);
        }
    }

    @Override
    public void end(String run) {
        new ProcessTree(Optional.empty(), run).kill();
    }

    /** Many rows say {@code python}, which not every machine has under that name. */
    private List<String> argv(Command command) {
        List<String> argv = new ArrayList<>(command.argv());
        if (argv.getFirst().equals("python") && !isOnPath("python")) {
            argv.set(0, "python3");
        }
        return argv;
    }

    private boolean isOnPath(String program) {
        return Arrays.stream(environment.text(Variable.PATH).orElse("").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))
                        || Files.isExecutable(Path.of(folder, program + ".exe")));
    }

    private Execution finish(Command command, ProcessTree tree, Pulse pulse, Instant started) {
        Process root = tree.root().orElseThrow();
        RUNNING.add(tree);
        try (KeptOutput out = new KeptOutput(root.getInputStream(), command.keep());
                KeptOutput err = new KeptOutput(root.getErrorStream(), command.keep())) {
            if (ending) {
                tree.kill(); // It was started while the others were being killed.
            }
            End end = await(root, command.timeout(), pulse);
            // Also after a normal end: what is left behind would hold the outputs open, and nobody waits for it.
            tree.kill();
            if (ending) {
                throw new ProcessLeaving("the run of %s was cut short: the process is leaving"
                        .formatted(String.join(" ", command.argv())));
            }
            return new Execution(started, clock.instant(), end, out.all(), err.all());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.argv(), interrupted);
        } finally {
            tree.kill();
            RUNNING.remove(tree);
        }
    }

    private End await(Process root, Duration timeout, Pulse pulse) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean ended = false;
        while (!ended) {
            long rest = deadline - System.nanoTime();
            if (rest <= 0) {
                return new End.TimedOut();
            }
            ended = root.waitFor(Math.min(rest, pulse.pause().toNanos()), TimeUnit.NANOSECONDS);
            if (!ended && deadline - System.nanoTime() > 0 && !pulse.beat(clock.instant())) {
                return new End.Stopped();
            }
        }
        return new End.Exited(root.exitValue());
    }

    private Execution notStarted(Instant started, String reason) {
        Output nothing = KeptOutput.nothing();
        return new Execution(started, clock.instant(), new End.NotStarted(reason), nothing, nothing);
    }

    /** In the words of the reference where the system tells its own. */
    private static String reason(String message, String program) {
        Matcher system = SYSTEM_ERROR.matcher(message);
        return system.find() ? "[Errno %s] %s: '%s'".formatted(system.group(1), system.group(2), program) : message;
    }
}

package dev.ssot.selftest;

import dev.ssot.workspace.FolderRemoval;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs trials by name, one after another. */
public final class Selftest implements AutoCloseable {

    private static final Map<String, Supplier<Trial>> TRIALS = new LinkedHashMap<>();

    static {
        TRIALS.put("race", Race::new);
        TRIALS.put("crash", Crash::new);
        TRIALS.put("pause", Pause::new);
        TRIALS.put("clock", Clock::new);
        TRIALS.put("flood", Flood::new);
        TRIALS.put("mixed", Mixed::new);
    }

    private final Machine machine;
    private final PrintWriter progress;
    private final Path folder;
    private final Optional<Path> cache;

    public Selftest(Machine machine, PrintWriter progress) throws IOException, InterruptedException {
        this.machine = machine;
        this.progress = progress;
        this.folder = Scratch.folder("ssot-selftest-");
        this.cache = Rehearsal.run(machine, folder);
        if (cache.isEmpty()) {
            progress.println("this Java keeps no cache of classes: processes start slowly");
        }
    }

    public static List<String> names() {
        return List.copyOf(TRIALS.keySet());
    }

    /** @param name one of {@link #names} */
    public Report run(String name, Options options) throws IOException, InterruptedException {
        Supplier<Trial> trial = TRIALS.get(name);
        if (trial == null) {
            throw new IllegalArgumentException("no trial: " + name);
        }
        try (Testbed bed = new Testbed(name, options, machine, cache, progress)) {
            run(trial.get(), bed);
            return bed.report();
        }
    }

    /** What was seen until then is told, also when the trial breaks off. */
    private static void run(Trial trial, Testbed bed) throws InterruptedException {
        try {
            trial.run(bed);
        } catch (IOException | UncheckedIOException broken) {
            bed.broken("the trial could not go on: " + broken.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        FolderRemoval.of(folder);
    }
}

package dev.ssot.selftest;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Runs trials by name, one after another. */
public final class Selftest {

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

    public Selftest(Machine machine, PrintWriter progress) {
        this.machine = machine;
        this.progress = progress;
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
        try (Testbed bed = new Testbed(name, options, machine, progress)) {
            trial.get().run(bed);
            return bed.report();
        }
    }
}

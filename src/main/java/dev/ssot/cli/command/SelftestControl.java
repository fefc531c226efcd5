package dev.ssot.cli.command;

import java.io.PrintWriter;
import java.util.OptionalLong;

/** What the command line can do with the selftest. */
public interface SelftestControl {

    /**
     * What was asked for; what was not given is for the selftest to choose.
     *
     * @param trial its name, or {@code all}
     */
    record Wanted(
            String trial,
            OptionalLong seed,
            OptionalLong rounds,
            OptionalLong processes,
            OptionalLong seconds,
            boolean json,
            boolean keep) {}

    /** Answers the exit status: 1 when a promise was broken, 2 when there is no such trial. */
    int run(Wanted wanted, PrintWriter out, PrintWriter err);
}

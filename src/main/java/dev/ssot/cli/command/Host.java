package dev.ssot.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The process that a person's shell started.
 *
 * @param daemonHere looks for the daemon of this user, once a command is about it
 * @param operator the person who runs this process
 * @param selftest proves on this machine that nothing is lost
 * @param folder where it was started
 * @param completion makes the completion script for a shell
 */
public record Host(
        Supplier<DaemonControl> daemonHere,
        Operator operator,
        SelftestControl selftest,
        Path folder,
        PrintWriter out,
        PrintWriter err,
        Completion completion) {

    public DaemonControl daemon() {
        return daemonHere.get();
    }

    /** Writes the script by which a shell completes commands and options. */
    @FunctionalInterface
    public interface Completion {

        String script();
    }
}

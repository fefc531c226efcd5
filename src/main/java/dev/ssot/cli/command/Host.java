package dev.ssot.cli.command;

import dev.ssot.contract.Registrations;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The process that a person's shell started.
 *
 * @param daemonHere looks for the daemon of this user, once a command is about it
 * @param operator the person who runs this process
 * @param selftest proves on this machine that nothing is lost
 * @param folder where it was started
 * @param project the project whose contracts are meant, if the environment names one
 * @param registrations asks every door what it registers, once a check needs it
 * @param completion makes the completion script for a shell
 */
public record Host(
        Supplier<DaemonControl> daemonHere,
        Operator operator,
        SelftestControl selftest,
        Path folder,
        Optional<Path> project,
        Supplier<Registrations> registrations,
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

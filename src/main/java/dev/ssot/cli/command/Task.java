package dev.ssot.cli.command;

/** A command that is about this program or this machine, and not about a registry. */
@FunctionalInterface
public interface Task {

    /** Answers the exit status. */
    int run(Host host);
}

package dev.ssot.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the command line can do with the daemon of this user. */
public interface DaemonControl {

    /**
     * Serves in this process until told to leave; answers the exit status.
     *
     * @param told where it serves, or why it does not
     */
    int run(Optional<String> listen, Consumer<Report> told);

    /** Starts a daemon in the background and answers once it does. */
    Report start(Optional<String> listen);

    /** Asks the daemon to finish what is under way and leave; answers once it is gone. */
    Report stop();

    /** Stops the daemon, if one runs, and starts another. */
    Report restart(Optional<String> listen);

    Report status();

    /** The last lines that a daemon in the background has printed. */
    Report logs(int lines);

    /** Hands on what such a daemon prints from now on, and again and again nothing, until that is not wanted any more. */
    void follow(Predicate<List<String>> wanted) throws IOException;

    /**
     * What happened.
     *
     * @param passed false makes the command exit with 1
     * @param text one or more lines for a person
     * @param json the same for a program
     */
    record Report(boolean passed, String text, ObjectNode json) {}
}

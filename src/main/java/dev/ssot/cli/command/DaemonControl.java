package dev.ssot.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What the command line can do with the daemon of this user. */
public interface DaemonControl {

    /** Serves in this process until told to leave; answers the exit status. */
    int run(Optional<String> listen);

    /** Starts a daemon in the background and answers once it does. */
    Report start(Optional<String> listen);

    /** Asks the daemon to finish what is under way and leave; answers once it is gone. */
    Report stop();

    Report status();

    /**
     * What happened.
     *
     * @param passed false makes the command exit with 1
     * @param text one or more lines for a person
     * @param json the same for a program
     */
    record Report(boolean passed, String text, ObjectNode json) {}
}

package dev.ssot.cli.command;

import dev.ssot.operation.test.TestExecution;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator of this machine decides about the commands of tests. Only the process that a person started has
 * one: no operation and no tool leads here, so an agent cannot approve what it wrote through them.
 */
public interface TrustControl {

    /** Asks the person who runs the command. */
    interface Terminal {

        /** Empty when nobody is there to answer. */
        Optional<String> ask(String question);
    }

    Review review(Path path);

    /** Approves the commands as they were reviewed, whatever the registry says by now; says why not, if so. */
    Optional<String> approve(Review.Commands reviewed, Collection<Command> commands);

    /** Takes the approvals of these tests back; says why that cannot be, if it cannot. */
    Optional<String> revoke(Review.Commands reviewed, Collection<String> testIds);

    /** The commands of a repository and what is approved of them. */
    sealed interface Review {

        /**
         * @param commands of the tests in the registry, in its order
         * @param gone tests that have an approval and no command any more
         */
        record Commands(Path root, List<Command> commands, List<String> gone) implements Review {}

        record Impossible(String message) implements Review {}
    }

    /**
     * One command.
     *
     * @param files of the repository that it names, with their hashes
     * @param changed those that were others when it was approved
     */
    record Command(TestExecution execution, State state, Map<String, String> files, List<String> changed) {}

    /** How it stands with a command. */
    enum State {
        APPROVED,
        /** Another command of the same test was approved. */
        CHANGED,
        NEW
    }
}

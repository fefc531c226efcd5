package dev.ssot.operation;

import java.util.Map;

/**
 * What the operator of this machine lets the tests of one repository run. An agent can write a test row, so it must not
 * decide what is executed: no operation and no door can approve anything, and what is approved is kept outside the
 * repository.
 */
@FunctionalInterface
public interface Approvals {

    Reading read();

    /** What reading the approvals led to. */
    sealed interface Reading {

        /**
         * @param executions by the hash of each approved command, the files of the repository that it names and the
         *     hashes that they had when it was approved
         */
        record Approved(Map<String, Map<String, String>> executions) implements Reading {}

        /** They cannot be believed, so nothing is approved. */
        record Untrusted(String reason) implements Reading {}
    }
}

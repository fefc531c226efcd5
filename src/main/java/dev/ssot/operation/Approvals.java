package dev.ssot.operation;

import java.util.Set;

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

        /** @param executions hashes of the approved commands */
        record Approved(Set<String> executions) implements Reading {}

        /** They cannot be believed, so nothing is approved. */
        record Untrusted(String reason) implements Reading {}
    }
}

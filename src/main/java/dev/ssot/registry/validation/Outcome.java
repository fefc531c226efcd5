package dev.ssot.registry.validation;

import java.util.List;

/**
 * What a check led to.
 *
 * @param profilePasses whether the profile that was checked passes its evaluation; false for everything else
 */
record Outcome(List<Finding> findings, boolean profilePasses) {

    static final Outcome NOTHING = new Outcome(List.of(), false);
}

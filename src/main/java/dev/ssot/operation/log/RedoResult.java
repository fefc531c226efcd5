package dev.ssot.operation.log;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was done again, in the envelope of the tools that are called by their contract's names.
 *
 * @param validation {@code passed}, {@code failures}, {@code warnings}, {@code notices} and a summary
 * @param automation what ran after the change
 */
public record RedoResult(
        boolean passed,
        boolean success,
        Redone data,
        String registryPath,
        ObjectNode validation,
        ObjectNode automation) {

    /** The operation that counts again. */
    public record Redone(boolean redone, long operationId) {}
}

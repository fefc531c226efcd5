package dev.ssot.operation.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What was done again, in the envelope of the tools that are called by their contract's names.
 *
 * @param registryPath with the two below only where rows changed
 * @param validation {@code passed}, {@code failures}, {@code warnings}, {@code notices} and a summary
 * @param automation what ran after the change
 */
public record RedoResult(
        boolean passed,
        boolean success,
        Redone data,
        @Nullable String registryPath,
        @Nullable ObjectNode validation,
        @Nullable ObjectNode automation) {

    /** The operation that counts again. */
    public record Redone(boolean redone, long operationId) {}
}

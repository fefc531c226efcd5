package dev.ssot.operation.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What was undone, in the envelope of the tools that are called by their contract's names.
 *
 * @param registryPath with the two below only where rows changed
 * @param validation {@code passed}, {@code failures}, {@code warnings}, {@code notices} and a summary
 * @param automation what ran after the change
 */
public record UndoResult(
        boolean passed,
        boolean success,
        Undone data,
        @Nullable String registryPath,
        @Nullable ObjectNode validation,
        @Nullable ObjectNode automation) {

    /** The operation that no longer counts. */
    public record Undone(boolean undone, long operationId) {}
}

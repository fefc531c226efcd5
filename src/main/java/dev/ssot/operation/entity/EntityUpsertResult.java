package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The row as it is now and as it was, and what was checked of the change.
 *
 * @param previousEntity null when the row is new
 * @param validation {@code passed}, {@code failures}, {@code warnings}, {@code notices} and a summary
 * @param automation what ran after the change
 */
public record EntityUpsertResult(
        boolean passed,
        String registryPath,
        String section,
        ObjectNode entity,
        @Nullable ObjectNode previousEntity,
        ObjectNode validation,
        ObjectNode automation) {}

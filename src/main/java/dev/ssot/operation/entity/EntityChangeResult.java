package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The row as it is now.
 *
 * @param scaffolded ids and paths of what was planned along with a new feature; null for anything else
 * @param validation {@code passed}, {@code failures}, {@code warnings}, {@code notices} and a summary
 * @param automation what ran after the change
 */
public record EntityChangeResult(
        boolean passed,
        String registryPath,
        String section,
        ObjectNode entity,
        @Nullable ObjectNode scaffolded,
        ObjectNode validation,
        ObjectNode automation) {}

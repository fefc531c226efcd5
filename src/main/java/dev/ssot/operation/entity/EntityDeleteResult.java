package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is gone.
 *
 * @param validation {@code passed}, {@code failures}, {@code warnings}, {@code notices} and a summary
 * @param automation what ran after the change
 */
public record EntityDeleteResult(
        boolean passed,
        String registryPath,
        String section,
        String deletedId,
        ObjectNode validation,
        ObjectNode automation) {}

package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The row as it stands in the registry.
 *
 * @param revision content hash of the registry, for {@code expected_revision}
 */
public record EntityGetResult(boolean passed, String section, ObjectNode entity, String revision) {}

package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The row as it stands in the registry. */
public record EntityGetResult(boolean passed, String section, ObjectNode entity) {}

package dev.ssot.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The result of an operation whose shape depends on what it was asked about; it always has {@code passed}. */
public record Report(@JsonValue ObjectNode json) {}

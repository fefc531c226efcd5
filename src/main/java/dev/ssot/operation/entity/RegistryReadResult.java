package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The registry as it stands on disk, with its revision. */
public record RegistryReadResult(boolean passed, String contentHash, List<String> warnings, ObjectNode registry) {}

package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A page of rows, the best match first; {@code total} counts all that match. */
public record EntitySearchResult(
        boolean passed, String section, String query, int total, int offset, int limit, List<ObjectNode> entities) {}

package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A page of rows sorted by id; {@code total} counts all that match.
 *
 * @param revision content hash of the registry, for {@code expected_revision}
 */
public record EntityListResult(
        boolean passed, String section, int total, int offset, int limit, List<ObjectNode> entities, String revision) {}

package dev.ssot.operation.planning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The features that have it as a parent, sorted by id. */
public record FeatureChildrenResult(boolean passed, List<ObjectNode> entities) {}

package dev.ssot.operation.slice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lease with the rows that it is about. {@code feature} is null when the registry has lost it since. */
public record SliceContextResult(
        boolean passed,
        LeaseView lease,
        @Nullable ObjectNode feature,
        List<ObjectNode> claims,
        List<ObjectNode> tests,
        List<ObjectNode> evidence,
        List<String> forbiddenPaths) {}

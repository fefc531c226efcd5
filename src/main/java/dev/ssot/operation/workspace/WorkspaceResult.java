package dev.ssot.operation.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An answer about a workspace, in the envelope of the tools that are called by their contract's names.
 *
 * @param data in the form that {@code contracts/orchestration/agent-vcs-facade.schema.json} has for the tool
 */
public record WorkspaceResult(boolean passed, boolean success, ObjectNode data) {

    static WorkspaceResult of(ObjectNode data) {
        return new WorkspaceResult(true, true, data);
    }

    static WorkspaceResult failed(ObjectNode data) {
        return new WorkspaceResult(false, false, data);
    }
}

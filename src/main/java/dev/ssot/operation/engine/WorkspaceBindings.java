package dev.ssot.operation.engine;

import dev.ssot.operation.takeover.Takeover;
import dev.ssot.operation.takeover.TakeoverRequest;
import dev.ssot.operation.takeover.TakeoverResult;
import dev.ssot.operation.workspace.WorkspaceCreate;
import dev.ssot.operation.workspace.WorkspaceCreateRequest;
import dev.ssot.operation.workspace.WorkspaceMerge;
import dev.ssot.operation.workspace.WorkspaceMergeRequest;
import dev.ssot.operation.workspace.WorkspaceRequest;
import dev.ssot.operation.workspace.WorkspaceResult;
import dev.ssot.operation.workspace.WorkspaceStatus;
import java.util.List;

/** Workspaces, and what the next worker is told. */
final class WorkspaceBindings {

    private WorkspaceBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>(
                        "workspace.create", WorkspaceCreateRequest.class, WorkspaceResult.class, new WorkspaceCreate()),
                new Binding<>("workspace.status", WorkspaceRequest.class, WorkspaceResult.class, new WorkspaceStatus()),
                new Binding<>(
                        "workspace.merge", WorkspaceMergeRequest.class, WorkspaceResult.class, new WorkspaceMerge()),
                new Binding<>("takeover.handoff", TakeoverRequest.class, TakeoverResult.class, new Takeover()));
    }
}

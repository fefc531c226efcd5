package dev.ssot.operation.workspace;

import dev.ssot.campaign.Snapshot;
import dev.ssot.campaign.Workspace;
import dev.ssot.operation.Context;
import dev.ssot.operation.snapshot.DiffSnapshots;
import dev.ssot.operation.snapshot.RestoreScope;
import dev.ssot.workspace.copy.WorkingCopy;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.PathChange;
import dev.ssot.workspace.tree.TreeEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A workspace that has its folder, with what it began as and what it holds now. */
record OpenWorkspace(Workspace workspace, WorkingCopy copy, Manifest base, Manifest now) {

    /** Empty when the agent has none, or somebody removed its folder. */
    static Optional<OpenWorkspace> of(String agentId, Context context) throws IOException {
        Optional<Workspace> known = context.read(view -> view.workspace(agentId));
        WorkingCopy copy = copy(agentId, context);
        if (known.isEmpty() || !copy.exists()) {
            return Optional.empty();
        }
        Snapshot snapshot = context.read(view -> view.snapshot(known.get().baseSnapshot()))
                .orElseThrow(() -> new IOException("%s, which it began as, is gone"
                        .formatted(Snapshot.id(known.get().baseSnapshot()))));
        Manifest base = copied(DiffSnapshots.manifest(snapshot, context));
        Manifest now =
                copied(copy.capture(base.entries().stream().map(TreeEntry::path).toList()));
        return Optional.of(new OpenWorkspace(known.get(), copy, base, now));
    }

    static WorkingCopy copy(String agentId, Context context) {
        return WorkingCopy.of(context.place().root().resolve(".ssot").resolve("control"), agentId);
    }

    /** The part of the worktree that workspaces hold: the registry has one truth, and no copy of it may look like one. */
    static Manifest copied(Manifest manifest) {
        return manifest.only(path -> !RestoreScope.isLeftAlone(path));
    }

    List<PathChange> changes() {
        return Manifest.diff(base, now);
    }

    String baseId() {
        return Snapshot.id(workspace.baseSnapshot());
    }
}

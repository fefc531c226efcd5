package dev.ssot.operation.workspace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Lease;
import dev.ssot.operation.Context;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.tree.PathChange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is told of a workspace. */
public final class WorkspaceStatuses {

    private WorkspaceStatuses() {}

    /** The form of the contract; its active change is the lease that the agent works under. */
    public static ObjectNode of(String agentId, Context context) throws IOException {
        Optional<OpenWorkspace> found = OpenWorkspace.of(agentId, context);
        if (found.isEmpty()) {
            return Json.object().put("has_workspace", false);
        }
        OpenWorkspace workspace = found.get();
        ObjectNode status = Json.object().put("has_workspace", true);
        ArrayNode modified = status.putArray("modified_files");
        List<PathChange> changes = workspace.changes();
        changes.forEach(change -> modified.add(change.path()));
        List<Lease> leases = context.read(view -> view.openLeases().stream()
                .filter(lease -> lease.workerId().equals(agentId) && !lease.isOverdue(view.now()))
                .toList());
        return status.put("modified_count", changes.size())
                .put("base_snapshot", workspace.baseId())
                .put("active_change", leases.size() == 1 ? leases.getFirst().leaseId() : null)
                .put("path", workspace.copy().tree().toString());
    }
}

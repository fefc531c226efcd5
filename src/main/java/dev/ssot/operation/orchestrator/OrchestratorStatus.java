package dev.ssot.operation.orchestrator;

import dev.ssot.campaign.CampaignCompletion;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.Maturation;
import dev.ssot.campaign.Worker;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.Version;
import java.util.List;

/** {@code orchestrator.status}: who is at work, and how much is left. */
public final class OrchestratorStatus implements UseCase<OrchestratorStatusRequest, OrchestratorStatusResult> {

    @Override
    public Reply<OrchestratorStatusResult> run(OrchestratorStatusRequest request, Context context) {
        return context.withRegistry(registry -> {
            Maturation maturation =
                    context.place().observation(registry, context.now()).maturation();
            return Reply.answer(context.read(view -> status(context, maturation, view)));
        });
    }

    private static OrchestratorStatusResult status(Context context, Maturation maturation, ControlView view) {
        List<Lease> open = view.openLeases().stream()
                .filter(lease -> !lease.isOverdue(view.now()))
                .toList();
        List<OrchestratorStatusResult.Agent> agents =
                view.workers().stream().map(worker -> agent(worker, open)).toList();
        int incomplete = CampaignCompletion.ofRegistry(maturation).incompleteCount();
        return new OrchestratorStatusResult(
                true,
                true,
                Version.current(),
                context.place().root().toString(),
                context.place().repositoryId(),
                agents.size(),
                Math.max(0, incomplete - open.size()),
                open.size(),
                agents);
    }

    private static OrchestratorStatusResult.Agent agent(Worker worker, List<Lease> open) {
        return new OrchestratorStatusResult.Agent(
                worker.workerId(),
                worker.status(),
                worker.heartbeatAt(),
                open.stream()
                        .filter(lease -> lease.workerId().equals(worker.workerId()))
                        .map(Lease::leaseId)
                        .toList());
    }
}

package dev.ssot.operation.orchestrator;

import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Worker;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import java.util.List;

/** {@code orchestrator.start}: opens the repository, so that the next call finds it warm, and names its workers. */
public final class OrchestratorStart implements UseCase<OrchestratorStartRequest, OrchestratorStartResult> {

    @Override
    public Reply<OrchestratorStartResult> run(OrchestratorStartRequest request, Context context) {
        return context.withRegistry(registry -> {
            List<String> ids = context.read(ControlView::workers).stream()
                    .map(Worker::workerId)
                    .toList();
            return Reply.answer(new OrchestratorStartResult(
                    true,
                    true,
                    context.place().root().toString(),
                    context.place().repositoryId(),
                    ids.size(),
                    ids));
        });
    }
}

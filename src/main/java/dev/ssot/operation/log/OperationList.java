package dev.ssot.operation.log;

import dev.ssot.campaign.log.OperationLog;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.log.OperationListResult.Listed;
import dev.ssot.operation.log.OperationListResult.Operation;
import java.util.List;

/** {@code operation.list}: what was changed last, and whether it was undone since. */
public final class OperationList implements UseCase<OperationListRequest, OperationListResult> {

    @Override
    public Reply<OperationListResult> run(OperationListRequest request, Context context) {
        List<Operation> operations = context.read(view -> {
            OperationLog log = view.operationLog();
            return log.newest(request.agentId(), request.limit()).stream()
                    .map(entry -> Operation.of(entry, log))
                    .toList();
        });
        return Reply.answer(new OperationListResult(true, true, new Listed(operations)));
    }
}

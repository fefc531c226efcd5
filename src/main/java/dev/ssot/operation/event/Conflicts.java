package dev.ssot.operation.event;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code conflict.list}: changes that no lease explains. */
public final class Conflicts implements UseCase<ConflictsRequest, ConflictsResult> {

    @Override
    public Reply<ConflictsResult> run(ConflictsRequest request, Context context) {
        return Reply.answer(new ConflictsResult(true, context.read(view -> view.conflicts(request.status()))));
    }
}

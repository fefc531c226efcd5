package dev.ssot.operation.snapshot;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.workspace.tree.WorktreeCapture;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code snapshot.create}: keeps what the worktree, or a part of it, holds now. */
public final class CreateSnapshot implements UseCase<CreateSnapshotRequest, CreateSnapshotResult> {

    @Override
    public Reply<CreateSnapshotResult> run(CreateSnapshotRequest request, Context context) {
        Optional<Reply<CreateSnapshotResult>> settled =
                context.<CreateSnapshotResult>recorded().or(() -> SnapshotIds.refusal(request.agentId()));
        if (settled.isPresent()) {
            return settled.get();
        }
        List<String> roots;
        try {
            roots = request.paths() == null
                    ? List.of("")
                    : request.paths().stream()
                            .map(WorktreeCapture::normalized)
                            .distinct()
                            .toList();
        } catch (IllegalArgumentException outside) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "a path does not lead into the repository: " + outside.getMessage(),
                    "Nothing was kept. Give paths from the root of the repository.");
        }
        SnapshotTaking.Order order = new SnapshotTaking.Order(
                request.agentId().text(), Objects.requireNonNullElse(request.description(), ""), roots);
        return switch (SnapshotTaking.take(context, order, List.of())) {
            case SnapshotTaking.Taken.Refused(Refusal refusal) -> new Reply.Refused<>(refusal);
            case SnapshotTaking.Taken.Done(var snapshot, var manifest) -> {
                Reply<CreateSnapshotResult> answer = Reply.answer(CreateSnapshotResult.of(snapshot, manifest));
                yield context.requestId() == null ? answer : context.decide(_ -> answer);
            }
        };
    }
}

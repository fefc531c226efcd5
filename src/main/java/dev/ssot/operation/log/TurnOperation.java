package dev.ssot.operation.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.campaign.log.LogEntry;
import dev.ssot.campaign.log.NewEntry;
import dev.ssot.campaign.log.OperationId;
import dev.ssot.campaign.log.OperationLog;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.mutation.RestoreImage;
import dev.ssot.registry.trace.FileImage;
import dev.ssot.registry.trace.WriteImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code operation.undo} and {@code operation.redo}: brings back what an operation changed, as one guarded and validated
 * write, whose own entry in the log is what marks the operation. So nothing is marked that did not happen, and a crash
 * on the way is settled like that of every other write.
 */
public final class TurnOperation<A extends Record> implements UseCase<TurnRequest, A> {

    private static final String LOOK = "Look at the log with vox_oplog or `ssot operation list`.";

    private final Turn turn;

    private TurnOperation(Turn turn) {
        this.turn = turn;
    }

    public static TurnOperation<UndoResult> undo() {
        return new TurnOperation<>(Turn.UNDO);
    }

    public static TurnOperation<RedoResult> redo() {
        return new TurnOperation<>(Turn.REDO);
    }

    /** What looking the operation up led to. */
    private sealed interface Found {

        record Write(LogEntry operation, long since, WriteImage image) implements Found {}

        record Restored(LogEntry operation, long since, SnapshotPair pair) implements Found {}

        record Refused(Refusal refusal) implements Found {}
    }

    @Override
    public Reply<A> run(TurnRequest request, Context context) {
        OptionalLong number = OperationId.parse(request.operationId().text());
        if (number.isEmpty()) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS, "Missing or invalid operation_id (number or OP-XXXXXX string)", LOOK);
        }
        Optional<Reply<A>> before = context.recorded();
        return before.isPresent()
                ? before.get()
                : request.lease().complete(lease -> run(number.getAsLong(), lease, context));
    }

    private Reply<A> run(long number, @Nullable LeaseRef lease, Context context) {
        return switch (context.read(view -> find(number, view))) {
            case Found.Refused(Refusal refusal) -> new Reply.Refused<>(refusal);
            case Found.Write write -> turn(write, lease, context);
            case Found.Restored restored -> turn(restored, lease, context);
        };
    }

    private Reply<A> turn(Found.Write found, @Nullable LeaseRef lease, Context context) {
        LogEntry operation = found.operation();
        WriteImage image = turn.direction(found.image());
        Dependents dependents = new Dependents(
                operation,
                found.since(),
                image.parts(),
                image.files().stream().map(FileImage::path).toList(),
                lease == null ? null : lease.leaseId());
        RestoreImage restore = new RestoreImage(image, turn.doing() + " " + operation.id(), answer(operation));
        AtomicReference<@Nullable Refusal> hindered = new AtomicReference<>();
        // Under the registry's lock, where nothing is added to the log beside us but decisions on leases.
        RegistryMutation mutation = (registry, files) -> {
            Optional<String> hindrance = context.read(
                    view -> state(operation, view.operationLog()).or(() -> dependents.hindrance(view, registry)));
            hindered.set(hindrance.map(this::conflict).orElse(null));
            return hindrance.isPresent()
                    ? new RegistryMutation.Result.Refused(hindrance.get())
                    : restore.apply(registry, files);
        };
        Reply<A> reply =
                new RegistryWrite(mutation, null, lease, _ -> event(operation), operation.number()).run(context);
        Refusal refusal = hindered.get();
        return refusal == null ? worded(reply) : new Reply.Refused<>(refusal);
    }

    /** The files first, then the entry that marks it: a call that was cut off in between finds them as they are to be. */
    private Reply<A> turn(Found.Restored found, @Nullable LeaseRef lease, Context context) {
        LogEntry operation = found.operation();
        SnapshotPair pair = turn == Turn.UNDO ? found.pair().reversed() : found.pair();
        Dependents dependents = new Dependents(
                operation, found.since(), List.of(), pair.paths(), lease == null ? null : lease.leaseId());
        return context.withRegistry(registry -> {
            Optional<Refusal> refusal =
                    context.read(view -> (lease == null ? Optional.<Refusal>empty() : HeldLease.refusal(view, lease))
                            .or(() -> dependents.hindrance(view, registry).map(this::conflict)));
            if (refusal.isPresent()) {
                return new Reply.Refused<>(refusal.get());
            }
            Optional<String> problem = new SnapshotTurn(context, pair).run();
            return problem.isPresent() ? new Reply.Refused<>(conflict(problem.get())) : marked(operation, context);
        });
    }

    private Reply<A> marked(LogEntry operation, Context context) {
        NewEntry entry = new NewEntry(
                context.agent(),
                turn.operationId(),
                "turned %s: %s".formatted(operation.id(), operation.description()),
                operation.touchedKeys(),
                Json.object(),
                operation.number(),
                null);
        ObjectNode answer = answer(operation).put("passed", true);
        return context.place().control().decide(context.now(), tx -> {
            if (state(operation, tx.operationLog()).isEmpty()) {
                tx.log(entry);
            }
            if (context.requestId() != null) {
                tx.record(new RecordedAnswer(context.requestId(), context.fingerprint(), answer));
            }
            return new Reply.Recorded<>(answer);
        });
    }

    private Found find(long number, ControlView view) {
        OperationLog log = view.operationLog();
        Optional<LogEntry> entry = log.entry(number);
        if (entry.isEmpty()) {
            return new Found.Refused(new Refusal(
                    ErrorCode.NOT_FOUND, turn.failed("there is no operation " + OperationId.of(number)), LOOK));
        }
        LogEntry operation = entry.get();
        Optional<String> reason = Undoable.reason(operation).or(() -> state(operation, log));
        if (reason.isPresent()) {
            return new Found.Refused(conflict(reason.get()));
        }
        Optional<String> kept = log.undo(number).filter(operation::kept);
        long since = turn == Turn.UNDO
                ? number
                : log.lastTurnOf(number).map(LogEntry::number).orElse(number);
        return kept.flatMap(WriteImage::parse)
                .<Found>map(image -> new Found.Write(operation, since, image))
                .or(() -> kept.flatMap(SnapshotPair::parse).map(pair -> new Found.Restored(operation, since, pair)))
                .orElseGet(() -> new Found.Refused(conflict(Undoable.nothingKept(operation))));
    }

    /** Whether it is undone already, or not yet. */
    private Optional<String> state(LogEntry operation, OperationLog log) {
        Optional<LogEntry> last = log.lastTurnOf(operation.number());
        boolean undone = log.isUndone(operation.number());
        if (last.filter(by -> by.kind().equals(LogEntry.REVERTED)).isPresent()) {
            return last.map(by -> "%s did not happen, as %s says".formatted(operation.id(), by.id()));
        }
        if (turn == Turn.UNDO && undone) {
            return last.map(by -> "%s was undone by %s".formatted(operation.id(), by.id()));
        }
        return turn == Turn.REDO && !undone ? Optional.of(operation.id() + " is not undone") : Optional.empty();
    }

    private Refusal conflict(String why) {
        return new Refusal(ErrorCode.CONFLICT, turn.failed(why), "Nothing was changed. " + LOOK);
    }

    /** A refusal of the write, in the words of the contract. */
    private Reply<A> worded(Reply<A> reply) {
        return reply instanceof Reply.Refused<A>(Refusal refusal) && refusal.code() == ErrorCode.REGISTRY_INVALID
                ? new Reply.Refused<>(new Refusal(refusal.code(), turn.failed(refusal.message()), refusal.next()))
                : reply;
    }

    private ObjectNode answer(LogEntry operation) {
        ObjectNode answer = Json.object().put("success", true);
        answer.putObject("data").put(turn.done(), true).put("operation_id", operation.number());
        return answer;
    }

    private ObjectNode event(LogEntry operation) {
        return Json.object()
                .put("source", "ssot-mcp")
                .put("tool", turn.operationId())
                .put("operation_id", operation.id());
    }
}

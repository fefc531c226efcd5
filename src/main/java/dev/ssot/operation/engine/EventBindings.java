package dev.ssot.operation.engine;

import dev.ssot.operation.event.AckEvents;
import dev.ssot.operation.event.AckEventsRequest;
import dev.ssot.operation.event.AckEventsResult;
import dev.ssot.operation.event.Conflicts;
import dev.ssot.operation.event.ConflictsRequest;
import dev.ssot.operation.event.ConflictsResult;
import dev.ssot.operation.event.ResolveConflict;
import dev.ssot.operation.event.ResolveConflictRequest;
import dev.ssot.operation.event.ResolveConflictResult;
import dev.ssot.operation.event.WorkerEvents;
import dev.ssot.operation.event.WorkerEventsRequest;
import dev.ssot.operation.event.WorkerEventsResult;
import java.util.List;

/** Events and conflicts. */
final class EventBindings {

    private EventBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>("event.list", WorkerEventsRequest.class, WorkerEventsResult.class, new WorkerEvents()),
                new Binding<>("event.ack", AckEventsRequest.class, AckEventsResult.class, new AckEvents()),
                new Binding<>("conflict.list", ConflictsRequest.class, ConflictsResult.class, new Conflicts()),
                new Binding<>(
                        "conflict.resolve",
                        ResolveConflictRequest.class,
                        ResolveConflictResult.class,
                        new ResolveConflict()));
    }
}

package dev.ssot.operation.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.RoutedCalls.Routed;
import java.util.Optional;

/** Runs one tool call from its arguments to its outcome. Nothing is thrown: a door would hide the reason. */
public final class ToolCalls {

    private final Toolbox toolbox;
    private final RoutedCalls calls;
    private final CallEnvelope envelope;

    public ToolCalls(Toolbox toolbox, RoutedCalls calls, RepositoryScope scope) {
        this.toolbox = toolbox;
        this.calls = calls;
        this.envelope = new CallEnvelope(scope);
    }

    /** @param name as the caller has it */
    public Routed call(String name, ObjectNode arguments, Role role) {
        return toolbox.find(name)
                .map(tool -> call(tool, arguments, role))
                .orElseGet(() -> refused(new Refusal(
                        ErrorCode.UNKNOWN_OPERATION, "unknown tool: " + name, "Use a tool that the list shows.")));
    }

    /** @param arguments may be changed by the call */
    public Routed call(ServedTool tool, ObjectNode arguments, Role role) {
        try {
            Optional<Refusal> refusal = toolbox.refusal(tool, role);
            if (refusal.isPresent()) {
                return refused(refusal.get());
            }
            return switch (envelope.open(tool.operation(), tool.arguments().apply(arguments))) {
                case CallEnvelope.Opened.Refused(Refusal problem) -> refused(problem);
                case CallEnvelope.Opened.Ready(Call call) -> calls.call(call);
            };
        } catch (RuntimeException | Error bug) {
            return refused(Bug.reported(tool.name(), bug));
        }
    }

    /** Decided at the door, before any backend was asked. */
    private static Routed refused(Refusal refusal) {
        return new Routed(new Outcome.Refused(refusal), Backend.DIRECT, RoutedCalls.FLAG_OFF);
    }
}

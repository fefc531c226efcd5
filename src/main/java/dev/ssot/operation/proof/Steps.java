package dev.ssot.operation.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps of a larger call that were taken, with their answers, and why the last one was not. */
final class Steps {

    private final Map<String, ObjectNode> taken = new LinkedHashMap<>();
    private @Nullable Refusal refusal;

    /** Whether the step was taken. */
    boolean take(String name, Supplier<Reply<Report>> step) {
        switch (step.get()) {
            case Reply.Answer<Report>(Report report, boolean _) -> taken.put(name, report.json());
            case Reply.Recorded<Report>(ObjectNode answer) -> taken.put(name, answer.deepCopy());
            case Reply.Refused<Report>(Refusal refused) -> refusal = refused;
        }
        return refusal == null;
    }

    ObjectNode of(String name) {
        return Objects.requireNonNull(taken.get(name), name);
    }

    /** The refusal of the step that was not taken; what to do next starts from those that were. */
    Reply<Report> refused() {
        Refusal refused = Objects.requireNonNull(refusal);
        return Reply.refused(
                refused.code(),
                refused.message(),
                taken.isEmpty()
                        ? refused.next()
                        : "Done before and kept: %s. In this step: %s"
                                .formatted(String.join(", ", taken.keySet()), refused.next()));
    }
}

package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.PythonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The states of a document and which of them may follow which. */
public final class DocumentLifecycle {

    private static final List<String> AT_CREATION = List.of("draft", "in_review", "accepted", "rejected", "withdrawn");

    private static final Map<String, Set<String>> NEXT = Map.of(
            "draft", Set.of("in_review", "accepted", "rejected", "withdrawn"),
            "in_review", Set.of("draft", "accepted", "rejected", "withdrawn"),
            "accepted", Set.of("superseded", "retired"));

    private DocumentLifecycle() {}

    /** What is wrong with the status for a new document, if anything. */
    static Optional<String> creationProblem(String status) {
        if (!Vocabulary.DOCUMENT_STATUSES.contains(status)) {
            return Optional.of("Document status must be one of " + PythonText.repr(Vocabulary.DOCUMENT_STATUSES));
        }
        return AT_CREATION.contains(status)
                ? Optional.empty()
                : Optional.of("Document creation status must be one of " + PythonText.repr(AT_CREATION));
    }

    /** What is wrong with the step, if anything; to stay is always right. */
    static Optional<String> transitionProblem(String from, String to) {
        if (!Vocabulary.DOCUMENT_STATUSES.contains(to)) {
            return Optional.of("Document status must be one of " + PythonText.repr(Vocabulary.DOCUMENT_STATUSES));
        }
        return from.equals(to) || NEXT.getOrDefault(from, Set.of()).contains(to)
                ? Optional.empty()
                : Optional.of("Illegal lifecycle transition from %s to %s".formatted(from, to));
    }

    static String statusOf(ObjectNode row) {
        String status = Row.text(row, "status");
        return status == null ? "draft" : status;
    }

    /** Immutable documents come from a package. */
    static Optional<String> immutabilityProblem(ObjectNode row, String label) {
        return row.path("immutable").asBoolean()
                ? Optional.of("%s %s is immutable and may only be changed via sync"
                        .formatted(label, row.path("id").asText()))
                : Optional.empty();
    }
}

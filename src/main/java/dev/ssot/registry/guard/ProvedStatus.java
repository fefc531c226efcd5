package dev.ssot.registry.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.config.CompletionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of tests and evidence that stand for a result. Above the level {@code reported} they follow from runs,
 * artifacts and gates; nobody states them, and what they were proved for is not changed under them.
 */
public final class ProvedStatus {

    /**
     * @param status that stands for a result
     * @param proved the fields that the result is about
     * @param road by which the status is reached
     */
    private record Rule(String status, List<String> proved, String road) {}

    private static final Map<Section, Rule> RULES = Map.of(
            Section.TESTS,
            new Rule("passing", List.of("path", "execution"), "run it with `ssot test run`"),
            Section.EVIDENCE,
            new Rule(
                    "passed",
                    List.of(
                            "path",
                            "tier",
                            "robustness_dimensions",
                            "source_evidence_ids",
                            "external_source",
                            "validation_mode",
                            "validation_scope",
                            "result"),
                    "let its file state the result, then call complete_slice or `ssot registry sync-statuses`"));

    private ProvedStatus() {}

    /** Why a caller may not have the row so; empty when it may. */
    public static Optional<String> refusal(
            Section section, @Nullable Row standing, ObjectNode next, RepositoryFiles files) {
        Rule rule = RULES.get(section);
        if (rule == null || !rule.status().equals(Row.text(next, "status")) || !needsProof(files)) {
            return Optional.empty();
        }
        String subject = "%s %s".formatted(section.title(), Row.text(next, "id"));
        if (standing == null || !standing.hasText("status", rule.status())) {
            return Optional.of("%s is not stated to be %s at this level of verification: %s"
                    .formatted(subject, rule.status(), rule.road()));
        }
        List<String> changed = rule.proved().stream()
                .filter(field -> !Objects.equals(standing.json().get(field), next.get(field)))
                .toList();
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of("%s is %s for what it was; state status planned along with another %s"
                        .formatted(subject, rule.status(), String.join(", ", changed)));
    }

    /** A configuration that cannot be read refuses every change by itself. */
    private static boolean needsProof(RepositoryFiles files) {
        return CompletionPolicy.of(files) instanceof CompletionPolicy.Reading.Known(CompletionPolicy policy)
                && policy.level().needsProof();
    }
}

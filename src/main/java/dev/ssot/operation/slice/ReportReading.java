package dev.ssot.operation.slice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.CompletionReport;
import dev.ssot.operation.Limits;
import dev.ssot.registry.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a worker's report. Keys that we do not know are kept with the lease; those that we know have to be right. */
sealed interface ReportReading {

    int LONGEST_LIST = 10_000;

    record Read(CompletionReport report) implements ReportReading {}

    record Malformed(String message) implements ReportReading {}

    static ReportReading of(ObjectNode result) {
        for (String field : List.of("changed_paths", "evidence_paths")) {
            if (!isListOf(result.get(field), JsonNode::isTextual)) {
                return new Malformed("result.%s must be a list of repository-relative paths".formatted(field));
            }
        }
        if (!isListOf(result.get("tests_run"), JsonNode::isObject)) {
            return new Malformed("result.tests_run must be a list of objects with an integer exit_code");
        }
        JsonNode tier = result.path("requested_tier");
        Optional<Tier> requested = tier.isTextual() ? Tier.parse(tier.textValue()) : Optional.empty();
        if (!tier.isMissingNode() && !tier.isNull() && requested.isEmpty()) {
            return new Malformed("result.requested_tier must be one of T0, T1, T2, T3, T4");
        }
        return new Read(new CompletionReport(
                texts(result, "changed_paths"),
                exitCodes(result),
                texts(result, "evidence_paths"),
                requested.orElse(null)));
    }

    private static boolean isListOf(@Nullable JsonNode value, Predicate<JsonNode> element) {
        if (value == null || value.isNull()) {
            return true;
        }
        if (!value.isArray() || value.size() > LONGEST_LIST) {
            return false;
        }
        for (JsonNode each : value) {
            if (!element.test(each) || each.isTextual() && each.textValue().length() > Limits.TEXT) {
                return false;
            }
        }
        return true;
    }

    private static List<String> texts(ObjectNode result, String field) {
        List<String> texts = new ArrayList<>();
        result.path(field).forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static List<Integer> exitCodes(ObjectNode result) {
        List<Integer> codes = new ArrayList<>();
        result.path("tests_run").forEach(run -> {
            JsonNode code = run.path("exit_code");
            codes.add(code.canConvertToInt() && code.isIntegralNumber() ? code.intValue() : 1);
        });
        return codes;
    }
}

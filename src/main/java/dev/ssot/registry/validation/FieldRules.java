package dev.ssot.registry.validation;

import static dev.ssot.registry.validation.Demand.BOOLEAN;
import static dev.ssot.registry.validation.Demand.NON_BLANK;
import static dev.ssot.registry.validation.Demand.OBJECT;
import static dev.ssot.registry.validation.Demand.OPTIONAL_OBJECT;
import static dev.ssot.registry.validation.Demand.OPTIONAL_TEXT;
import static dev.ssot.registry.validation.Demand.OPTIONAL_TEXTS;
import static dev.ssot.registry.validation.Demand.TEXT;
import static dev.ssot.registry.validation.Demand.TEXTS;
import static dev.ssot.registry.validation.Demand.TEXTS_OR_ABSENT;
import static dev.ssot.registry.validation.Demand.TEXT_OR_NULL;
import static dev.ssot.registry.validation.Demand.nullOrOneOf;
import static dev.ssot.registry.validation.Demand.oneOf;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.PythonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the fields of the nine entity sections have to be, each for itself. */
final class FieldRules implements RowRule {

    private static final Demand TIER = oneOf(Vocabulary.TIERS);
    private static final Demand STAGE = oneOf(Vocabulary.LIFECYCLE);
    private static final Demand SEVERITY = oneOf(Vocabulary.SEVERITIES);
    private static final Demand HORIZON = oneOf(Vocabulary.HORIZONS);
    private static final Demand ORIGIN = oneOf(Vocabulary.ORIGINS);

    private static final Map<Section, List<String>> REQUIRED = new EnumMap<>(Map.ofEntries(
            required(
                    Section.FEATURES,
                    "title description origin implementation_status lifecycle plan spec_ids claim_ids test_ids"
                            + " parent_feature_ids"),
            required(Section.PROFILES, "title description status kind feature_ids profile_ids claim_tier evaluation"),
            required(Section.TESTS, "title origin status kind path feature_ids claim_ids evidence_ids"),
            required(
                    Section.CLAIMS,
                    "title origin status tier kind description feature_ids test_ids evidence_ids"
                            + " depends_on_claim_ids"),
            required(Section.EVIDENCE, "title origin status kind tier path claim_ids test_ids"),
            required(
                    Section.ISSUES,
                    "title status severity description plan feature_ids claim_ids test_ids evidence_ids risk_ids"
                            + " release_blocking"),
            required(
                    Section.RISKS,
                    "title status severity description feature_ids claim_ids test_ids evidence_ids issue_ids"
                            + " release_blocking"),
            required(Section.BOUNDARIES, "title status frozen feature_ids profile_ids"),
            required(Section.RELEASES, "version status boundary_id boundary_ids claim_ids evidence_ids")));

    private static final Map<Section, List<Field>> FIELDS = new EnumMap<>(Map.ofEntries(
            fields(
                    Section.FEATURES,
                    field("title", NON_BLANK),
                    field("origin", ORIGIN),
                    field("implementation_status", oneOf(Vocabulary.IMPLEMENTATION)),
                    field("lifecycle", OBJECT),
                    field("lifecycle.stage", STAGE),
                    field("lifecycle.replacement_feature_ids", TEXTS_OR_ABSENT),
                    field("lifecycle.note", TEXT_OR_NULL),
                    field("plan", OBJECT),
                    field("plan.horizon", HORIZON),
                    field("plan.slot", TEXT_OR_NULL),
                    field("plan.target_lifecycle_stage", STAGE),
                    field("plan.out_of_bounds_disposition", nullOrOneOf(Vocabulary.DISPOSITIONS)),
                    field("spec_ids", TEXTS),
                    field("claim_ids", TEXTS),
                    field("test_ids", TEXTS),
                    field("requires", OPTIONAL_TEXTS),
                    field("parent_feature_ids", TEXTS)),
            fields(
                    Section.PROFILES,
                    field("title", NON_BLANK),
                    field("status", oneOf(Vocabulary.PROFILE_STATUSES)),
                    field("kind", oneOf(Vocabulary.PROFILE_KINDS)),
                    field("description", TEXT),
                    field("feature_ids", TEXTS),
                    field("profile_ids", TEXTS),
                    field("claim_tier", nullOrOneOf(Vocabulary.TIERS)),
                    field("evaluation", OBJECT),
                    field("evaluation.mode", oneOf("all_features_must_pass")),
                    field("evaluation.allow_feature_override_tier", BOOLEAN)),
            fields(
                    Section.TESTS,
                    field("title", NON_BLANK),
                    field("origin", ORIGIN),
                    field("status", oneOf(Vocabulary.TEST_STATUSES)),
                    field("kind", NON_BLANK),
                    field("path", NON_BLANK),
                    field("feature_ids", TEXTS),
                    field("claim_ids", TEXTS),
                    field("evidence_ids", TEXTS),
                    field("execution", OPTIONAL_OBJECT),
                    field("execution.mode", is("command")),
                    field(
                            "execution.argv",
                            new Demand(
                                    value -> Demand.isTexts(value) && !value.isEmpty(),
                                    "must be a non-empty list of strings")),
                    field("execution.cwd", NON_BLANK),
                    field(
                            "execution.env",
                            new Demand(
                                    value -> value.isObject()
                                            && value.valueStream().allMatch(JsonNode::isTextual),
                                    "must be an object of string values")),
                    field(
                            "execution.timeout_seconds",
                            new Demand(
                                    value -> PythonValue.integer(value) instanceof BigInteger seconds
                                            && seconds.signum() > 0,
                                    "must be a positive integer")),
                    field("execution.success", OBJECT),
                    field("execution.success.type", is("exit_code")),
                    field(
                            "execution.success.expected",
                            new Demand(value -> PythonValue.integer(value) != null, "must be an integer"))),
            fields(
                    Section.CLAIMS,
                    field("title", NON_BLANK),
                    field("origin", ORIGIN),
                    field("status", oneOf(Vocabulary.CLAIM_STATUSES)),
                    field("tier", TIER),
                    field("kind", NON_BLANK),
                    field("description", TEXT),
                    field("feature_ids", TEXTS),
                    field("test_ids", TEXTS),
                    field("evidence_ids", TEXTS),
                    field("depends_on_claim_ids", TEXTS)),
            fields(
                    Section.EVIDENCE,
                    field("title", NON_BLANK),
                    field("origin", ORIGIN),
                    field("status", oneOf(Vocabulary.EVIDENCE_STATUSES)),
                    field("tier", TIER),
                    field("kind", NON_BLANK),
                    field("path", NON_BLANK),
                    field("claim_ids", TEXTS),
                    field("test_ids", TEXTS)),
            fields(
                    Section.ISSUES,
                    field("title", NON_BLANK),
                    field("status", oneOf(Vocabulary.ISSUE_STATUSES)),
                    field("severity", SEVERITY),
                    field("description", TEXT),
                    field("release_blocking", BOOLEAN),
                    field("plan", OBJECT),
                    field("plan.horizon", HORIZON),
                    field("plan.slot", TEXT_OR_NULL),
                    field("feature_ids", TEXTS),
                    field("claim_ids", TEXTS),
                    field("test_ids", TEXTS),
                    field("evidence_ids", TEXTS),
                    field("risk_ids", TEXTS)),
            fields(
                    Section.RISKS,
                    field("title", NON_BLANK),
                    field("status", oneOf(Vocabulary.RISK_STATUSES)),
                    field("severity", SEVERITY),
                    field("description", TEXT),
                    field("release_blocking", BOOLEAN),
                    field("feature_ids", TEXTS),
                    field("claim_ids", TEXTS),
                    field("test_ids", TEXTS),
                    field("evidence_ids", TEXTS),
                    field("issue_ids", TEXTS)),
            fields(
                    Section.BOUNDARIES,
                    field("title", NON_BLANK),
                    field("status", oneOf(Vocabulary.BOUNDARY_STATUSES)),
                    field("frozen", BOOLEAN),
                    field("feature_ids", TEXTS),
                    field("profile_ids", TEXTS_OR_ABSENT)),
            fields(
                    Section.RELEASES,
                    field("status", oneOf(Vocabulary.RELEASE_STATUSES)),
                    field("version", NON_BLANK),
                    field("boundary_id", NON_BLANK),
                    strict("boundary_ids", TEXTS_OR_ABSENT),
                    field("claim_ids", TEXTS),
                    field("evidence_ids", TEXTS))));

    /** A field by its way through the objects of the row. */
    private record Field(Finding.Kind kind, String path, List<String> parents, String name, Demand demand) {}

    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        List<String> missing = REQUIRED.getOrDefault(row.section(), List.of()).stream()
                .filter(name -> !row.json().has(name))
                .toList();
        if (!missing.isEmpty()) {
            findings.failure(
                    "%s is missing required fields: %s".formatted(Findings.name(row), String.join(", ", missing)));
        }
        for (Field field : FIELDS.getOrDefault(row.section(), List.of())) {
            JsonNode holder = row.json();
            for (String parent : field.parents) {
                holder = holder.path(parent);
            }
            if (holder.isObject() && !field.demand.holds().test(holder.path(field.name))) {
                findings.add(field.kind, "%s.%s %s".formatted(Findings.name(row), field.path, field.demand.words()));
            }
        }
    }

    private static Map.Entry<Section, List<String>> required(Section section, String names) {
        return entry(
                section,
                Stream.concat(Stream.of("id"), Stream.of(names.split(" ")))
                        .sorted()
                        .toList());
    }

    private static Map.Entry<Section, List<Field>> fields(Section section, Field... fields) {
        List<Field> all = new ArrayList<>(List.of(fields));
        all.add(field("body", OPTIONAL_TEXT));
        return entry(section, List.copyOf(all));
    }

    private static Field field(String path, Demand demand) {
        return field(Finding.Kind.FAILURE, path, demand);
    }

    /** The reference does not ask for it. */
    private static Field strict(String path, Demand demand) {
        return field(Finding.Kind.STRICT, path, demand);
    }

    private static Field field(Finding.Kind kind, String path, Demand demand) {
        List<String> parts = List.of(path.split("\\."));
        return new Field(kind, path, parts.subList(0, parts.size() - 1), parts.getLast(), demand);
    }

    private static Demand is(String value) {
        return new Demand(node -> node.isTextual() && node.textValue().equals(value), "must be '" + value + "'");
    }
}

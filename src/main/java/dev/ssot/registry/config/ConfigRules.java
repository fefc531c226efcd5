package dev.ssot.registry.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.json.PythonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** What the values of the configuration must be, in the order in which they are checked. */
final class ConfigRules {

    private static final List<String> MODES = List.of("automatic", "manual");
    private static final List<String> FORMATS = List.of("json", "yaml", "toml", "md", "dot", "png", "svg");
    private static final List<String> GRAPH_FORMATS = List.of("json", "dot", "png", "svg");

    private ConfigRules() {}

    /** A rule for the value at a path of keys; it is told the value and the path for its message. */
    private record Rule(String path, BiFunction<JsonNode, String, Optional<String>> check) {}

    private static final List<Rule> RULES = List.of(
            new Rule("policy", ConfigRules::table),
            new Rule("policy.interactive", ConfigRules::flag),
            new Rule("policy.fail_closed", ConfigRules::flag),
            new Rule("commands", ConfigRules::table),
            new Rule("commands.feature", ConfigRules::table),
            new Rule("commands.feature.create", ConfigRules::table),
            new Rule("commands.feature.create.auto_scaffold_proof_graph", ConfigRules::flag),
            new Rule("sync", ConfigRules::table),
            new Rule("sync.docs", oneOf(MODES)),
            new Rule("sync.templates", oneOf(MODES)),
            new Rule("sync.upstream_packages", oneOf(MODES)),
            new Rule("validate", ConfigRules::table),
            new Rule("validate.after_registry_change", oneOf(MODES)),
            new Rule("completion", ConfigRules::table),
            new Rule("completion.verification", oneOf(VerificationLevel.NAMES)),
            new Rule("generation", ConfigRules::table),
            new Rule("generation.mode", oneOf(MODES)),
            new Rule("generation.formats", listOf(FORMATS)),
            new Rule("generation.targets", ConfigRules::table),
            new Rule("generation.targets.graphs", ConfigRules::flag),
            new Rule("generation.graphs", ConfigRules::table),
            new Rule("generation.graphs.mode", oneOf(MODES)),
            new Rule("generation.graphs.formats", listOf(GRAPH_FORMATS)),
            new Rule("generation.graphs.output_dir", ConfigRules::text),
            new Rule("generation.graphs.basename", ConfigRules::text));

    /** The first thing that is wrong, if anything. */
    static Optional<String> problem(ObjectNode config) {
        return RULES.stream()
                .map(rule -> rule.check().apply(config.at("/" + rule.path().replace('.', '/')), rule.path()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> table(JsonNode value, String path) {
        return says(value.isObject(), path.substring(path.lastIndexOf('.') + 1), "must be a TOML table");
    }

    private static Optional<String> flag(JsonNode value, String path) {
        return says(value.isBoolean(), path, "must be a boolean");
    }

    private static Optional<String> text(JsonNode value, String path) {
        return says(value.isTextual() && !value.textValue().isBlank(), path, "must be a non-empty string");
    }

    private static BiFunction<JsonNode, String, Optional<String>> oneOf(List<String> choices) {
        return (value, path) -> says(
                value.isTextual() && choices.contains(value.textValue()), path, "must be one of: " + sorted(choices));
    }

    private static BiFunction<JsonNode, String, Optional<String>> listOf(List<String> choices) {
        return (value, path) -> {
            List<String> unsupported = new ArrayList<>();
            boolean texts = value.isArray();
            for (JsonNode element : value) {
                texts &= element.isTextual();
                if (!choices.contains(element.asText())) {
                    unsupported.add(element.asText());
                }
            }
            boolean onlyTexts = texts;
            return says(onlyTexts, path, "must be a list of strings")
                    .or(() -> says(
                            unsupported.isEmpty(),
                            path,
                            "contains unsupported values %s; allowed: %s"
                                    .formatted(PythonText.repr(unsupported), sorted(choices))));
        };
    }

    private static String sorted(Collection<String> choices) {
        return String.join(", ", new TreeSet<>(choices));
    }

    private static Optional<String> says(boolean right, String subject, String rule) {
        return right ? Optional.empty() : Optional.of(subject + " " + rule);
    }
}

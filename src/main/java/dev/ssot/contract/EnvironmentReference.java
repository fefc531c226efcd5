package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The environment variables, for programs and for people. */
final class EnvironmentReference {

    private EnvironmentReference() {}

    static String registry(ContractSource source) {
        ObjectNode document = Json.object().put("schema_version", 1);
        ArrayNode variables = document.putArray("variables");
        for (EnvironmentVariable variable : sorted(source)) {
            ObjectNode row = variables
                    .addObject()
                    .put("name", variable.name())
                    .put("kind", text(variable.kind()))
                    .put("default", variable.defaultValue())
                    .put("description", variable.description());
            row.set("read_by", Registries.texts(readers(variable)));
            row.put("secret", variable.secret());
        }
        return YamlText.of(
                List.of(
                        "Environment variables that the program and its launchers read (generated).",
                        Projection.mark(Target.ENV),
                        "Do not hand-edit this file."),
                document);
    }

    static String page(ContractSource source) {
        String lines = sorted(source).stream().map(EnvironmentReference::line).collect(Collectors.joining("\n"));
        return """
                <!-- %s Do not hand-edit this file. -->
                # Configuration

                All configuration is in environment variables. A blank variable counts as unset. Booleans are
                `1 true yes on` and `0 false no off` in any case; anything else ends the start. A *csv* is a list of
                names between commas. A *secret* is never shown or logged.

                | variable | kind | default | read by | what it says |
                |---|---|---|---|---|
                %s
                """.formatted(Projection.mark(Target.DOCS), lines);
    }

    private static String line(EnvironmentVariable variable) {
        return "| `%s` | %s%s | %s | %s | %s |"
                .formatted(
                        variable.name(),
                        text(variable.kind()),
                        variable.secret() ? ", secret" : "",
                        variable.defaultValue() == null ? "" : "`" + variable.defaultValue() + "`",
                        String.join(", ", readers(variable)),
                        variable.description().replace("|", "\\|"));
    }

    private static List<EnvironmentVariable> sorted(ContractSource source) {
        return source.catalog().environment().stream()
                .sorted(Comparator.comparing(EnvironmentVariable::name))
                .toList();
    }

    private static List<String> readers(EnvironmentVariable variable) {
        return variable.readBy().stream().map(EnvironmentReference::text).toList();
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

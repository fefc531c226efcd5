package dev.ssot.contract.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Version;
import dev.ssot.registry.json.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a report is printed. */
public enum ReportFormat {
    TEXT {
        @Override
        public String print(Report report) {
            return report.passed()
                    ? report.summary() + "\n"
                    : report.findings().stream().map(finding -> finding + "\n").collect(Collectors.joining());
        }
    },
    JSON {
        @Override
        public String print(Report report) {
            ObjectNode printed = Json.object().put("passed", report.passed()).put("catalog_rows", report.rows());
            printed.put("summary", report.summary());
            ArrayNode findings = printed.putArray("findings");
            for (Finding finding : report.findings()) {
                findings.addObject()
                        .put("rule", finding.rule().text())
                        .put("severity", SEVERITY)
                        .put("file", finding.place().file())
                        .put("line", finding.place().line())
                        .put("operation_id", finding.operation())
                        .put("message", finding.message());
            }
            return indented(printed);
        }
    },
    /** For code review tools: the Static Analysis Results Interchange Format, version 2.1.0. */
    SARIF {
        @Override
        public String print(Report report) {
            ObjectNode log = Json.object().put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            ObjectNode run = log.put("version", "2.1.0").putArray("runs").addObject();
            ObjectNode driver = run.putObject("tool").putObject("driver");
            driver.put("name", "ssot").put("version", Version.current());
            ArrayNode rules = driver.putArray("rules");
            for (Rule rule : broken(report)) {
                rules.addObject()
                        .put("id", rule.text())
                        .putObject("shortDescription")
                        .put("text", rule.meaning());
            }
            ArrayNode results = run.putArray("results");
            for (Finding finding : report.findings()) {
                ObjectNode result =
                        results.addObject().put("ruleId", finding.rule().text()).put("level", SEVERITY);
                result.putObject("message").put("text", finding.message());
                ObjectNode location = result.putArray("locations").addObject().putObject("physicalLocation");
                location.putObject("artifactLocation")
                        .put("uri", finding.place().file());
                location.putObject("region").put("startLine", finding.place().line());
            }
            return indented(log);
        }
    };

    private static final String SEVERITY = "error";

    /** With its last line end. */
    public abstract String print(Report report);

    public static List<String> names() {
        return Stream.of(values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    public static ReportFormat of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Set<Rule> broken(Report report) {
        return report.findings().stream()
                .map(Finding::rule)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));
    }

    private static String indented(ObjectNode document) {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

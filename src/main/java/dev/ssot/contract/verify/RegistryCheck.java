package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The registries of tools and of commands against the catalog, in both directions. */
final class RegistryCheck implements Check {

    static final String TOOLS = "contracts/mcp/tool-registry.canonical.yaml";
    static final String COMMANDS = "contracts/cli/command-registry.yaml";

    /** What both sides say, by its name in the catalog's row and in the registry's. */
    private static final Map<String, Rule> OF_TOOLS = new LinkedHashMap<>();

    static {
        OF_TOOLS.put("/product_lane", Rule.LANE_MISMATCH);
        OF_TOOLS.put("/description", Rule.DESCRIPTION_MISMATCH);
        OF_TOOLS.put("/mcp/http_read_role_eligible", Rule.READ_ROLE_MISMATCH);
        OF_TOOLS.put("/mcp/tier", Rule.TIER_MISMATCH);
    }

    @Override
    public void examine(Examination examination) {
        tools(examination);
        commands(examination);
    }

    private static void tools(Examination examination) {
        Document registry = examination.document(TOOLS);
        Map<String, Integer> published = new HashMap<>();
        for (JsonNode tool : registry.tree().path("tools")) {
            published.put(tool.path("name").asText(), published.size());
        }
        Set<String> declared = new HashSet<>();
        for (Row row : examination.rows()) {
            if (row.hasTool()) {
                declared.add(row.tool());
                Integer index = published.get(row.tool());
                if (index == null) {
                    examination.find(
                            Rule.UNKNOWN_TOOL,
                            row.at("/mcp"),
                            row,
                            "tool %s of operation %s is not in %s",
                            row.tool(),
                            row.id(),
                            TOOLS);
                } else {
                    OF_TOOLS.forEach((member, rule) -> {
                        JsonNode ours = row.json().at(member);
                        String there = "/tools/%d%s".formatted(index, member.substring(member.lastIndexOf('/')));
                        differ(examination, registry, there, rule, row, ours, "tool " + row.tool());
                    });
                }
            }
        }
        published.forEach((name, index) -> {
            if (!declared.contains(name)) {
                examination.find(
                        Rule.ORPHAN_TOOL,
                        registry.at("/tools/%d/name".formatted(index)),
                        "tool %s belongs to no operation of the catalog",
                        name);
            }
        });
    }

    private static void commands(Examination examination) {
        Document registry = examination.document(COMMANDS);
        Map<String, Integer> published = new HashMap<>();
        for (JsonNode command : registry.tree().path("operations")) {
            published.put(words(command.path("path")), published.size());
        }
        Set<String> declared = new HashSet<>();
        for (Row row : examination.rows()) {
            for (Row.Command command : row.commands()) {
                declared.add(command.words());
                Integer index = published.get(command.words());
                if (index == null) {
                    examination.find(
                            Rule.UNKNOWN_CLI_PATH,
                            command.place(),
                            row,
                            "command `%s` of operation %s is not in %s",
                            command.words(),
                            row.id(),
                            COMMANDS);
                } else {
                    compare(examination, registry, "/operations/" + index, command);
                }
            }
        }
        published.forEach((words, index) -> {
            if (!declared.contains(words)) {
                examination.find(
                        Rule.ORPHAN_CLI_PATH,
                        registry.at("/operations/%d/path".formatted(index)),
                        "command `%s` belongs to no operation of the catalog",
                        words);
            }
        });
    }

    private static void compare(Examination examination, Document registry, String at, Row.Command command) {
        Row row = command.row();
        String subject = "command `%s`".formatted(command.words());
        differ(
                examination,
                registry,
                at + "/product_lane",
                Rule.LANE_MISMATCH,
                row,
                row.json().path("product_lane"),
                subject);
        differ(
                examination,
                registry,
                at + "/operation",
                Rule.HANDLER_MISMATCH,
                row,
                row.json().path("id"),
                subject);
        String status = registry.tree().at(at + "/status").asText();
        if (!status.equals(command.status())) {
            examination.find(
                    Rule.STATUS_MISMATCH,
                    registry.at(at + "/status"),
                    row,
                    "%s: the catalog says status %s, the registry %s",
                    subject,
                    command.status(),
                    status);
        }
    }

    private static void differ(
            Examination examination,
            Document registry,
            String there,
            Rule rule,
            Row row,
            JsonNode ours,
            String subject) {
        JsonNode theirs = registry.tree().at(there);
        if (!theirs.equals(ours)) {
            examination.find(
                    rule,
                    registry.at(there),
                    row,
                    "%s: the catalog says %s, the registry %s",
                    subject,
                    ours.asText(),
                    theirs.isMissingNode() ? "nothing" : theirs.asText());
        }
    }

    static String words(JsonNode path) {
        StringBuilder words = new StringBuilder();
        path.forEach(word -> words.append(words.isEmpty() ? "" : " ").append(word.asText()));
        return words.toString();
    }
}

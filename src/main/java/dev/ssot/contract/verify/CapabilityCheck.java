package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Capabilities: each once, named after the tool or command of the catalog that it is; exemptions of what there is. */
final class CapabilityCheck implements Check {

    static final String PATH = "contracts/capability/capability-registry.yaml";

    @Override
    public void examine(Examination examination) {
        Document registry = examination.document(PATH);
        Set<String> tools = new HashSet<>();
        Set<String> commands = new HashSet<>();
        for (Row row : examination.rows()) {
            if (row.hasTool()) {
                tools.add(row.tool());
            }
            row.commands().forEach(command -> commands.add(command.words()));
        }
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (JsonNode capability : registry.tree().path("curated")) {
            Finding.Place place = registry.at("/curated/%d/id".formatted(index++));
            String id = capability.path("id").asText();
            String words = RegistryCheck.words(capability.path("cli_path"));
            String tool = capability.path("mcp_tool").asText("");
            String expected = words.isEmpty() ? "mcp." + tool : "cli." + words.replace(' ', '.');
            if (!seen.add(id)) {
                examination.find(Rule.CAPABILITY, place, "capability %s is there twice", id);
            }
            if (!id.equals(expected)) {
                examination.find(Rule.CAPABILITY, place, "capability %s has to be called %s", id, expected);
            }
            if (words.isEmpty() ? !tools.contains(tool) : !commands.contains(words)) {
                examination.find(Rule.CAPABILITY, place, "capability %s is nothing that the catalog declares", id);
            }
        }
        exemptions(examination, "mcp_tools", tools);
        exemptions(examination, "cli_paths", commands);
    }

    private static void exemptions(Examination examination, String member, Set<String> known) {
        String list = "/capability/exemptions/" + member;
        int index = 0;
        for (JsonNode exempt : examination.catalog().tree().at(list)) {
            String name = exempt.isArray() ? RegistryCheck.words(exempt) : exempt.asText();
            if (!known.contains(name)) {
                examination.find(
                        Rule.CAPABILITY,
                        examination.catalog().at(list + "/" + index),
                        "%s is exempt, and the catalog does not declare it",
                        name);
            }
            index++;
        }
    }
}

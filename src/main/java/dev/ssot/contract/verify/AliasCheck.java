package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.Registrations;
import dev.ssot.contract.WireAliases;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The further names of tools: each leads to a tool, hides none, and is known to the program. */
final class AliasCheck implements Check {

    @Override
    public void examine(Examination examination) {
        Document file = examination.document(WireAliases.PATH);
        Set<String> tools = new HashSet<>();
        examination.rows().stream().filter(Row::hasTool).map(Row::tool).forEach(tools::add);
        Map<String, String> declared = new HashMap<>();
        int index = 0;
        for (JsonNode row : file.tree().path("aliases")) {
            String alias = row.path("alias").asText();
            String canonical = row.path("canonical").asText();
            Finding.Place place = file.at("/aliases/%d/alias".formatted(index++));
            if (declared.put(alias, canonical) != null) {
                examination.find(Rule.DUPLICATE_ALIAS, place, "alias %s is declared more than once", alias);
            }
            if (tools.contains(alias)) {
                examination.find(Rule.ALIAS_SHADOW, place, "alias %s is the name of a tool", alias);
            }
            if (!tools.contains(canonical)) {
                examination.find(Rule.ALIAS_TARGET, place, "alias %s leads to %s, which is no tool", alias, canonical);
            }
            if (examination.running() != null) {
                registered(examination, examination.running(), place, alias, canonical);
            }
        }
        if (examination.running() != null) {
            extra(examination, examination.running(), declared, file);
        }
    }

    private static void registered(
            Examination examination, Registrations running, Finding.Place place, String alias, String canonical) {
        boolean known = running.tools().stream()
                .anyMatch(tool -> tool.name().equals(alias) && canonical.equals(tool.aliasOf()));
        if (!known) {
            examination.find(
                    Rule.RUNTIME_NOT_REGISTERED,
                    place,
                    "the program does not understand %s as a name of %s; build again",
                    alias,
                    canonical);
        }
    }

    private static void extra(
            Examination examination, Registrations running, Map<String, String> declared, Document file) {
        for (Registrations.Tool tool : running.tools()) {
            if (tool.aliasOf() != null && !declared.containsKey(tool.name())) {
                examination.find(
                        Rule.RUNTIME_EXTRA,
                        file.at("/aliases"),
                        "the program understands %s as a name of %s, which is not declared",
                        tool.name(),
                        tool.aliasOf());
            }
        }
    }
}

package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.ReadRoleGovernance;
import dev.ssot.operation.SideEffects;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The two keys to the read role over HTTP: the flag of the catalog, and the list of its own. */
final class GovernanceCheck implements Check {

    @Override
    public void examine(Examination examination) {
        Document governance = examination.document(ReadRoleGovernance.PATH);
        Map<String, Integer> listed = new HashMap<>();
        for (JsonNode tool : governance.tree().path("read_role_tools")) {
            listed.put(tool.asText(), listed.size());
        }
        Set<String> tools = new HashSet<>();
        for (Row row : examination.rows()) {
            if (row.hasTool()) {
                tools.add(row.tool());
                examine(examination, row, listed.containsKey(row.tool()));
            }
        }
        listed.forEach((name, index) -> {
            if (!tools.contains(name)) {
                examination.find(
                        Rule.READ_ROLE_GOVERNANCE,
                        governance.at("/read_role_tools/" + index),
                        "%s is no tool of the catalog",
                        name);
            }
        });
    }

    private static void examine(Examination examination, Row row, boolean listed) {
        if (row.readRole() && !listed) {
            examination.find(
                    Rule.READ_ROLE_GOVERNANCE,
                    row.at("/mcp"),
                    row,
                    "the catalog gives %s to the read role, and %s does not list it",
                    row.tool(),
                    ReadRoleGovernance.PATH);
        }
        if (!row.readRole() && listed) {
            examination.find(
                    Rule.READ_ROLE_GOVERNANCE,
                    row.at("/mcp"),
                    row,
                    "%s lists %s, and the catalog does not give it to the read role",
                    ReadRoleGovernance.PATH,
                    row.tool());
        }
        if ((row.readRole() || listed) && !SideEffects.isHarmless(row.text("side_effect_class"))) {
            examination.find(
                    Rule.READ_ROLE_GOVERNANCE,
                    row.at("/side_effect_class"),
                    row,
                    "%s is for the read role, but its side effects are of class %s",
                    row.tool(),
                    row.text("side_effect_class"));
        }
    }
}

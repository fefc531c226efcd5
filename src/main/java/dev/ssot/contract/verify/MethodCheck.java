package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.Registrations;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The methods that the daemon answers, against those that the catalog declares. */
final class MethodCheck implements Check {

    @Override
    public void examine(Examination examination) {
        Registrations running = examination.running();
        if (running != null) {
            Map<String, Optional<String>> answered = new TreeMap<>(running.methods());
            for (Row row : examination.rows()) {
                if (row.hasMethod()) {
                    examine(examination, row, answered);
                }
            }
            own(examination, answered);
            for (String method : answered.keySet()) {
                examination.find(
                        Rule.RPC_EXTRA,
                        examination.catalog().at("/operations"),
                        "the daemon answers %s, which is not declared",
                        method);
            }
        }
    }

    private static void examine(Examination examination, Row row, Map<String, Optional<String>> answered) {
        Optional<String> operation = answered.containsKey(row.method()) ? answered.remove(row.method()) : null;
        if (operation == null) {
            examination.find(
                    Rule.RPC_NOT_REGISTERED,
                    row.at("/rpc"),
                    row,
                    "the daemon does not answer %s; build again",
                    row.method());
        } else if (!operation.equals(Optional.of(row.id()))) {
            examination.find(
                    Rule.RUNTIME_DISPATCH,
                    row.at("/rpc"),
                    row,
                    "a call of %s arrives at %s, not at %s",
                    row.method(),
                    operation.orElse("no operation"),
                    row.id());
        }
    }

    /** Those of the protocol itself. */
    private static void own(Examination examination, Map<String, Optional<String>> answered) {
        int index = 0;
        for (JsonNode method : examination.catalog().tree().at("/daemon_protocol/methods")) {
            String name = method.path("method").asText();
            Finding.Place place = examination.catalog().at("/daemon_protocol/methods/%d".formatted(index++));
            if (answered.remove(name) == null) {
                examination.find(Rule.RPC_NOT_REGISTERED, place, "the daemon does not answer %s", name);
            }
        }
    }
}

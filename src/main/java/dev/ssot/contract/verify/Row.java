package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One operation of the catalog as it is written, whether or not it matches the schema. */
record Row(int index, JsonNode json, Document catalog) {

    static List<Row> all(Document catalog) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : catalog.tree().path("operations")) {
            rows.add(new Row(rows.size(), row, catalog));
        }
        return rows;
    }

    String id() {
        return json.path("id").asText();
    }

    String text(String member) {
        return json.path(member).asText();
    }

    boolean hasTool() {
        return json.at("/mcp/name").isTextual();
    }

    String tool() {
        return json.at("/mcp/name").asText();
    }

    boolean readRole() {
        return json.at("/mcp/http_read_role_eligible").asBoolean();
    }

    String tier() {
        return json.at("/mcp/tier").asText();
    }

    boolean hasMethod() {
        return json.at("/rpc/method").isTextual();
    }

    String method() {
        return json.at("/rpc/method").asText();
    }

    boolean writes() {
        return text("access").equals("write");
    }

    /** The commands that stand for it. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (JsonNode command : json.path("cli")) {
            List<String> path = new ArrayList<>();
            command.path("path").forEach(word -> path.add(word.asText()));
            commands.add(new Command(
                    path, command.path("status").asText(), at("/cli/%d/path".formatted(commands.size())), this));
        }
        return commands;
    }

    /** @param pointer into the row */
    Finding.Place at(String pointer) {
        return catalog.at("/operations/%d%s".formatted(index, pointer));
    }

    /** A command as the catalog declares it. */
    record Command(List<String> path, String status, Finding.Place place, Row row) {

        String words() {
            return String.join(" ", path);
        }
    }
}

package dev.ssot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a command asks for. */
public sealed interface Request {

    /** One operation, and the part of its result that is printed. */
    record Operation(String id, ObjectNode arguments, Printed printed) implements Request {}

    /** A registry where there is none yet. */
    record Initialize(ObjectNode arguments) implements Request {}

    /** Something about this program or this machine; only a person's shell does that. */
    record Here(Task task) implements Request {}

    /** A command of the reference that this version does not have. */
    record NotAvailable(String sentence) implements Request {}

    static Request operation(String id, ObjectNode arguments) {
        return new Operation(id, arguments, Printed.RESULT);
    }

    /** Which part of a result is printed. */
    enum Printed {
        RESULT {
            @Override
            public JsonNode of(ObjectNode result) {
                return result;
            }
        },
        ENTITY {
            @Override
            public JsonNode of(ObjectNode result) {
                return result.path("entity");
            }
        },
        ENTITIES {
            @Override
            public JsonNode of(ObjectNode result) {
                return result.path("entities");
            }
        },
        /** Documents, by their number. */
        DOCUMENTS {
            @Override
            public JsonNode of(ObjectNode result) {
                List<JsonNode> documents = new ArrayList<>();
                result.path("entities").forEach(documents::add);
                documents.sort(
                        Comparator.comparing(document -> document.path("number").asInt()));
                ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
                return sorted.addAll(documents);
            }
        },
        CHILDREN {
            @Override
            public JsonNode of(ObjectNode result) {
                return result.path("children");
            }
        };

        public abstract JsonNode of(ObjectNode result);

        /** Whether the operation answers page by page, and all pages are wanted. */
        public boolean inPages() {
            return this == ENTITIES || this == DOCUMENTS;
        }
    }
}

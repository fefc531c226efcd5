package dev.ssot.operation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

/** An argument that names something by its number or by its id: {@code 12} or {@code OP-000012}. */
public record NumberOrId(@JsonValue String text) {

    @JsonCreator
    static NumberOrId of(JsonNode written) {
        return new NumberOrId(written.asText());
    }
}

package dev.ssot.operation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An id that callers write as an integer or as a text; the two forms of a number are the same id. */
public record NumberOrText(@JsonValue String text) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static NumberOrText of(Object value) {
        return new NumberOrText(value.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

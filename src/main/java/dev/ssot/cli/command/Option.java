package dev.ssot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;

/**
 * One option of a command.
 *
 * @param name with its dashes
 * @param fallback the value when the option is not given; JSON null for none
 * @param choices the only values that it takes; empty for any
 * @param help what it is for, in a few words
 */
public record Option(String name, Kind kind, boolean required, JsonNode fallback, List<String> choices, String help) {

    /** What follows the name on the command line. */
    public enum Kind {
        TEXT,
        INTEGER,
        /** Any number of values, up to the next option. */
        LIST,
        /** At least one value. */
        SOME,
        /** At least one whole number. */
        INTEGERS,
        /** Nothing: true when given. */
        FLAG,
        /** Nothing: {@code --x} says true, {@code --no-x} false. */
        SWITCH
    }

    static Option text(String name, String help) {
        return of(name, Kind.TEXT, help);
    }

    static Option integer(String name, String help) {
        return of(name, Kind.INTEGER, help);
    }

    static Option list(String name, String help) {
        return of(name, Kind.LIST, help);
    }

    static Option some(String name, String help) {
        return of(name, Kind.SOME, help);
    }

    static Option flag(String name, String help) {
        return of(name, Kind.FLAG, help).otherwise(BooleanNode.FALSE);
    }

    static Option toggle(String name, String help) {
        return of(name, Kind.SWITCH, help);
    }

    static Option integers(String name, String help) {
        return of(name, Kind.INTEGERS, help);
    }

    private static Option of(String name, Kind kind, String help) {
        return new Option(name, kind, false, NullNode.instance, List.of(), help);
    }

    Option needed() {
        return new Option(name, kind, true, fallback, choices, help);
    }

    Option choices(List<String> only) {
        return new Option(name, kind, required, fallback, only, help);
    }

    Option otherwise(String value) {
        return otherwise(TextNode.valueOf(value));
    }

    Option otherwise(long value) {
        return otherwise(LongNode.valueOf(value));
    }

    Option otherwise(boolean value) {
        return otherwise(BooleanNode.valueOf(value));
    }

    Option orNone() {
        return otherwise(JsonNodeFactory.instance.arrayNode());
    }

    private Option otherwise(JsonNode value) {
        return new Option(name, kind, required, value, choices, help);
    }

    /** Every way to write it: a switch has two. */
    public List<String> names() {
        return kind == Kind.SWITCH ? List.of(name, "--no-" + name.substring(2)) : List.of(name);
    }

    public boolean takesSeveral() {
        return kind == Kind.LIST || kind == Kind.SOME || kind == Kind.INTEGERS;
    }

    public boolean takesNothing() {
        return kind == Kind.FLAG || kind == Kind.SWITCH;
    }

    public boolean takesNumbers() {
        return kind == Kind.INTEGER || kind == Kind.INTEGERS;
    }

    /** The name of the argument that it becomes: {@code feature_ids} for {@code --feature-ids}. */
    static String key(String name) {
        return name.substring(2).replace('-', '_');
    }

    static List<Option> listOf(Option... options) {
        return Arrays.asList(options);
    }
}

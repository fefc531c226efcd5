package dev.ssot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/** What a command asks for when it is given no more than it needs. It is asked, not declared, so that it is so. */
public final class CommandTargets {

    private static final Given.Files NO_FILES = new Given.Files() {

        @Override
        public Given.Found<String> read(String path) {
            return new Given.Found.Ready<>("");
        }

        @Override
        public Given.Found<String> target(String path) {
            return new Given.Found.Ready<>(path);
        }
    };

    private CommandTargets() {}

    /** @param command one that does something */
    public static Request of(Command command) {
        Map<String, JsonNode> values = new HashMap<>();
        command.options()
                .forEach(option -> values.put(option.name(), option.required() ? some(option) : option.fallback()));
        for (Positional positional : command.positionals()) {
            values.put(positional.name(), TextNode.valueOf(positional.required() ? "x" : positional.fallback()));
        }
        return command.request(new Given(values, NO_FILES));
    }

    private static JsonNode some(Option option) {
        JsonNode one = option.takesNothing()
                ? BooleanNode.TRUE
                : option.takesNumbers()
                        ? LongNode.valueOf(1)
                        : TextNode.valueOf(
                                option.choices().isEmpty()
                                        ? "x"
                                        : option.choices().getFirst());
        return option.takesSeveral() ? JsonNodeFactory.instance.arrayNode().add(one) : one;
    }
}

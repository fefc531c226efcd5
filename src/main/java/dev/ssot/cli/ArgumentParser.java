package dev.ssot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ssot.cli.command.Command;
import dev.ssot.cli.command.CommandTable;
import dev.ssot.cli.command.Option;
import dev.ssot.cli.command.Positional;
import dev.ssot.operation.engine.NearestName;
import dev.ssot.registry.json.PythonText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands one command line by the table of commands, with the rules of the reference's parser: options and
 * positionals in any order, an option with several values takes all up to the next option, {@code --x=value}, and
 * {@code --} before values that look like options. Names are never abbreviated.
 *
 * <p>Written by hand because loading picocli's parser takes longer than everything else that a short command does.
 */
final class ArgumentParser {

    private static final Pattern NUMBER = Pattern.compile("-\\d+|-\\d*\\.\\d+");

    private final Deque<String> tokens;
    private final List<String> path = new ArrayList<>();
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final List<String> loose = new ArrayList<>();

    private @Nullable Command command;
    private @Nullable Parsed ended;

    private ArgumentParser(List<String> arguments) {
        this.tokens = new ArrayDeque<>(arguments);
    }

    static Parsed parse(List<String> arguments) {
        return new ArgumentParser(arguments).parse();
    }

    private Parsed parse() {
        while (ended == null && !tokens.isEmpty()) {
            String token = tokens.removeFirst();
            if (token.equals("--")) {
                loose.addAll(tokens);
                tokens.clear();
            } else if (looksLikeOption(token)) {
                option(token);
            } else if (command == null || command.isGroup()) {
                word(token);
            } else {
                loose.add(token);
            }
        }
        if (ended != null) {
            return ended;
        }
        return command == null || command.isGroup()
                ? new Parsed.Wrong(path, "a command is needed: one of " + String.join(", ", words()))
                : complete(command);
    }

    /** A text with a space is a value, and so is a negative number. */
    private boolean looksLikeOption(String token) {
        return token.length() > 1
                && token.startsWith("-")
                && !NUMBER.matcher(token).matches()
                && (token.indexOf(' ') < 0 || find(nameOf(token)).isPresent());
    }

    private static String nameOf(String token) {
        int equals = token.indexOf('=');
        return token.startsWith("--") && equals > 0 ? token.substring(0, equals) : token;
    }

    private Optional<Option> find(String name) {
        return Optional.ofNullable(command)
                .flatMap(current -> current.option(name))
                .or(() -> CommandTable.globals().stream()
                        .filter(option -> option.name().equals(name))
                        .findFirst());
    }

    private void word(String token) {
        Optional<Command> next = command == null ? CommandTable.find(token) : command.find(token);
        if (next.isEmpty()) {
            wrong("unknown command %s%s".formatted(PythonText.repr(token), meant(token, words())));
            return;
        }
        command = next.get();
        path.add(token);
    }

    private List<String> words() {
        return command == null
                ? CommandTable.WORDS
                : command.commands().stream().map(Command::name).toList();
    }

    private static String meant(String written, List<String> known) {
        return NearestName.of(written, known)
                .map("; did you mean %s?"::formatted)
                .orElse(known.isEmpty() ? "" : "; known are " + String.join(", ", known));
    }

    private void wrong(String problem) {
        ended = new Parsed.Wrong(path, problem);
    }

    private void option(String token) {
        String name = nameOf(token);
        if (name.equals("-h") || name.equals("--help")) {
            ended = new Parsed.Help(path);
            return;
        }
        Optional<Option> option = find(name);
        if (option.isEmpty()) {
            wrong("unrecognized arguments: %s%s".formatted(token, meant(name, optionNames())));
            return;
        }
        String inline = name.length() < token.length() ? token.substring(name.length() + 1) : null;
        if (option.get().takesNothing()) {
            if (inline != null) {
                wrong("argument %s: takes no value, not %s".formatted(name, PythonText.repr(inline)));
            } else if (name.equals("--version")) {
                ended = new Parsed.Version();
            } else {
                values.put(option.get().name(), BooleanNode.valueOf(!name.startsWith("--no-") || isFlag(option.get())));
            }
            return;
        }
        take(option.get(), inline == null ? following(option.get().takesSeveral()) : List.of(inline));
    }

    private static boolean isFlag(Option option) {
        return option.kind() == Option.Kind.FLAG;
    }

    private List<String> optionNames() {
        List<String> names = new ArrayList<>(List.of("--help"));
        if (command != null) {
            command.options().forEach(option -> names.addAll(option.names()));
        }
        CommandTable.globals().forEach(option -> names.add(option.name()));
        return names;
    }

    /** The values after an option. */
    private List<String> following(boolean several) {
        List<String> following = new ArrayList<>();
        while (!tokens.isEmpty()
                && (several || following.isEmpty())
                && !tokens.peekFirst().equals("--")
                && !looksLikeOption(tokens.peekFirst())) {
            following.add(tokens.removeFirst());
        }
        return following;
    }

    private void take(Option option, List<String> given) {
        if (given.isEmpty() && option.kind() != Option.Kind.LIST) {
            wrong("argument %s: expected %s"
                    .formatted(option.name(), option.takesSeveral() ? "at least one argument" : "one argument"));
            return;
        }
        ArrayNode taken = JsonNodeFactory.instance.arrayNode();
        for (String text : given) {
            if (!option.choices().isEmpty() && !option.choices().contains(text)) {
                wrong("argument %s: invalid choice: %s (choose from %s)"
                        .formatted(option.name(), PythonText.repr(text), String.join(", ", option.choices())));
                return;
            }
            if (option.takesNumbers()) {
                try {
                    taken.add(LongNode.valueOf(Long.parseLong(text)));
                } catch (NumberFormatException noNumber) {
                    wrong("argument %s: invalid int value: %s".formatted(option.name(), PythonText.repr(text)));
                    return;
                }
            } else {
                taken.add(text);
            }
        }
        values.put(option.name(), option.takesSeveral() ? taken : taken.get(0));
    }

    private Parsed complete(Command complete) {
        List<String> missing = new ArrayList<>(positionals(complete));
        for (Option option : complete.options()) {
            if (option.required() && !values.containsKey(option.name())) {
                missing.add(option.name());
            }
            values.putIfAbsent(option.name(), option.fallback());
        }
        if (!loose.isEmpty()) {
            wrong("unrecognized arguments: " + String.join(" ", loose));
        } else if (!missing.isEmpty()) {
            wrong("the following arguments are required: " + String.join(", ", missing));
        } else if (!complete.oneOf().isEmpty()) {
            exactlyOne(complete.oneOf());
        }
        return ended != null ? ended : new Parsed.Ready(path, complete, values);
    }

    private void exactlyOne(List<String> options) {
        List<String> given = options.stream().filter(this::isGiven).toList();
        if (given.isEmpty()) {
            wrong("one of the arguments %s is required".formatted(String.join(" ", options)));
        } else if (given.size() > 1) {
            wrong("argument %s: not allowed with argument %s".formatted(given.get(1), given.get(0)));
        }
    }

    private boolean isGiven(String option) {
        JsonNode value = values.get(option);
        return value != null && !value.isNull();
    }

    /** Gives the loose values to the positionals, those that must be given first; answers the names of the missing. */
    private List<String> positionals(Command complete) {
        List<String> missing = new ArrayList<>();
        long stillNeeded =
                complete.positionals().stream().filter(Positional::required).count();
        for (Positional positional : complete.positionals()) {
            stillNeeded -= positional.required() ? 1 : 0;
            if (!loose.isEmpty() && (positional.required() || loose.size() > stillNeeded)) {
                values.put(positional.name(), TextNode.valueOf(loose.removeFirst()));
            } else if (positional.required()) {
                missing.add(positional.name());
            } else {
                values.put(positional.name(), TextNode.valueOf(String.valueOf(positional.fallback())));
            }
        }
        return missing;
    }
}

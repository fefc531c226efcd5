package dev.ssot.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One word of the command line: a group of commands, or a command that does something.
 *
 * @param summary one sentence for the list that the command stands in
 * @param commands those of a group; empty for a command that does something
 * @param oneOf options of which exactly one has to be given; empty for no such rule
 * @param anywhere true when no registry has to be there
 * @param action what it asks for; null for a group
 */
public record Command(
        String name,
        String summary,
        List<Positional> positionals,
        List<Option> options,
        List<Command> commands,
        List<String> oneOf,
        boolean anywhere,
        @Nullable Action action) {

    /** From what was given on the command line to what is to be done. */
    @FunctionalInterface
    public interface Action {

        Request request(Given given);
    }

    static Command group(String name, String summary, Command... commands) {
        return new Command(name, summary, List.of(), List.of(), Arrays.asList(commands), List.of(), true, null);
    }

    /** A command on one repository, which is its only positional. */
    static Command of(String name, String summary, Action action, Option... options) {
        return new Command(
                name, summary, List.of(Positional.PATH), Arrays.asList(options), List.of(), List.of(), false, action);
    }

    Command taking(Positional... instead) {
        return new Command(name, summary, Arrays.asList(instead), options, commands, oneOf, anywhere, action);
    }

    Command withOneOf(String... options) {
        return new Command(name, summary, positionals, this.options, commands, List.of(options), anywhere, action);
    }

    Command withoutRegistry() {
        return new Command(name, summary, positionals, options, commands, oneOf, true, action);
    }

    public boolean isGroup() {
        return action == null;
    }

    /** What to do for what was given. */
    public Request request(Given given) {
        if (action == null) {
            throw new IllegalStateException("a group does nothing: " + name);
        }
        return action.request(given);
    }

    public Optional<Command> find(String word) {
        return commands.stream().filter(command -> command.name.equals(word)).findFirst();
    }

    public Optional<Option> option(String written) {
        return options.stream()
                .filter(option -> option.names().contains(written))
                .findFirst();
    }
}

package dev.ssot.contract;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the running program, handed in by whoever knows them.
 *
 * @param commands every path, groups among them, in the order of their words
 * @param everywhere options that every command takes
 */
public record CommandSurface(List<CommandForm> commands, List<OptionForm> everywhere) {

    /** Of a project whose program is not this one. */
    public static final CommandSurface UNKNOWN = new CommandSurface(List.of(), List.of());

    /**
     * One command.
     *
     * @param path its words
     * @param group whether it only holds other commands
     * @param planned whether it answers {@code not_available}
     * @param operation what it asks for; null for a group and for what is done in the process itself
     */
    public record CommandForm(
            List<String> path,
            boolean group,
            boolean planned,
            @Nullable String operation,
            List<OperandForm> operands,
            List<OptionForm> options) {}

    /** A value without a name. */
    public record OperandForm(String name, boolean required) {}

    /**
     * One option.
     *
     * @param names every way to write it, the first one first
     * @param kind what follows it: {@code text}, {@code integer}, {@code list}, ..
     * @param choices the only values that it takes; empty for any
     */
    public record OptionForm(List<String> names, String kind, boolean required, List<String> choices) {

        public String name() {
            return names.getFirst();
        }
    }

    public Optional<CommandForm> find(List<String> path) {
        return commands.stream().filter(command -> command.path().equals(path)).findFirst();
    }
}

package dev.ssot.cli.command;

import dev.ssot.contract.Registrations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The commands that do something, each with what it asks for. */
public final class CommandRegistrations {

    private CommandRegistrations() {}

    public static List<Registrations.Command> all() {
        return CommandTable.all().stream()
                .flatMap(command -> of(List.of(), command))
                .toList();
    }

    private static Stream<Registrations.Command> of(List<String> above, Command command) {
        List<String> path = new ArrayList<>(above);
        path.add(command.name());
        if (command.isGroup()) {
            return command.commands().stream().flatMap(below -> of(path, below));
        }
        List<String> options = command.options().stream()
                .map(Option::name)
                .toList();
        return Stream.of(
                switch (CommandTargets.of(command)) {
                    case Request.Operation operation ->
                        new Registrations.Command(path, operation.id(), false, options);
                    case Request.NotAvailable _ -> new Registrations.Command(path, null, true, options);
                    case Request.Initialize _, Request.Here _ -> new Registrations.Command(path, null, false, options);
                });
    }
}

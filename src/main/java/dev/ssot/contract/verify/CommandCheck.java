package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.CommandSurface;
import dev.ssot.contract.Registrations;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The commands of the running program against the catalog, and their options against the command registry. */
final class CommandCheck implements Check {

    @Override
    public void examine(Examination examination) {
        Registrations running = examination.running();
        if (running != null) {
            Map<String, CommandSurface.CommandForm> there = new HashMap<>();
            running.commands().commands().stream()
                    .filter(command -> !command.group())
                    .forEach(command -> there.put(String.join(" ", command.path()), command));
            options(examination, Map.copyOf(there));
            for (Row row : examination.rows()) {
                for (Row.Command command : row.commands()) {
                    examine(examination, command, there.remove(command.words()));
                }
            }
            for (String words : there.keySet()) {
                examination.find(
                        Rule.CLI_EXTRA,
                        examination.catalog().at("/operations"),
                        "the program has a command `%s`, which is not declared",
                        words);
            }
        }
    }

    private static void examine(
            Examination examination, Row.Command command, CommandSurface.@Nullable CommandForm registered) {
        Row row = command.row();
        if (registered == null) {
            examination.find(
                    Rule.CLI_NOT_REGISTERED, command.place(), row, "the program has no command `%s`", command.words());
            return;
        }
        if (registered.planned() != command.status().equals("planned")) {
            examination.find(
                    Rule.STATUS_MISMATCH,
                    command.place(),
                    row,
                    "the catalog says that `%s` is %s, and the program %s",
                    command.words(),
                    command.status(),
                    registered.planned() ? "answers not_available" : "has it");
        }
        // What is done in the process itself asks for no operation, and no code of an operation is bound for it.
        boolean bound = row.hasMethod();
        if (!registered.planned()
                && (bound ? !row.id().equals(registered.operation()) : registered.operation() != null)) {
            examination.find(
                    Rule.HANDLER_MISMATCH,
                    command.place(),
                    row,
                    "the command `%s` asks for %s, and the catalog says %s",
                    command.words(),
                    Objects.requireNonNullElse(registered.operation(), "no operation"),
                    row.id());
        }
    }

    private static void options(Examination examination, Map<String, CommandSurface.CommandForm> there) {
        Document registry = examination.document(RegistryCheck.COMMANDS);
        int index = 0;
        for (JsonNode row : registry.tree().path("operations")) {
            String at = "/operations/%d/options".formatted(index++);
            String words = RegistryCheck.words(row.path("path"));
            CommandSurface.CommandForm command = there.get(words);
            if (command != null) {
                TreeSet<String> published = new TreeSet<>();
                row.path("options")
                        .forEach(option -> published.add(option.path("name").asText()));
                TreeSet<String> registered = new TreeSet<>();
                command.options().forEach(option -> registered.add(option.name()));
                if (!published.equals(registered)) {
                    examination.find(
                            Rule.CLI_OPTIONS_MISMATCH,
                            registry.at(at),
                            "the command `%s` takes %s, and published are %s",
                            words,
                            registered,
                            published);
                }
            }
        }
    }
}

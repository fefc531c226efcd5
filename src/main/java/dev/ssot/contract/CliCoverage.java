package dev.ssot.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The page that says of every command and option of the reference whether it is here. */
final class CliCoverage {

    private CliCoverage() {}

    static String render(ContractSource source) {
        JsonNode reference = Objects.requireNonNullElse(source.reference(), MissingNode.getInstance());
        Map<String, CommandSurface.CommandForm> ours = new TreeMap<>();
        source.commands().commands().forEach(command -> ours.put(String.join(" ", command.path()), command));
        Map<String, List<String>> theirs = new LinkedHashMap<>();
        reference
                .properties()
                .forEach(path -> theirs.put(
                        path.getKey(),
                        StreamSupport.stream(path.getValue().spliterator(), false)
                                .map(JsonNode::textValue)
                                .toList()));
        List<String> lines = new ArrayList<>();
        theirs.forEach((path, options) -> lines.add(line(path, options, ours.get(path))));
        ours.forEach((path, command) -> {
            if (!theirs.containsKey(path)) {
                lines.add("| `%s` | not in the reference | %s |".formatted(path, listed(names(command))));
            }
        });
        return """
                <!-- %s Do not hand-edit this file. -->
                # The command line beside the reference's

                The reference has %d command paths and %d options. *Here* means that the path is there with every
                option of the reference; *later* that it parses, lists its options and answers `not_available`.

                | command | here | options |
                |---|---|---|
                %s
                """.formatted(
                        Projection.mark(Target.DOCS),
                        theirs.size(),
                        theirs.values().stream().mapToInt(List::size).sum(),
                        String.join("\n", lines));
    }

    private static String line(String path, List<String> theirs, CommandSurface.@Nullable CommandForm command) {
        if (command == null) {
            return "| `%s` | **not here** | |".formatted(path);
        }
        List<String> missing = new ArrayList<>(theirs);
        missing.removeAll(names(command));
        List<String> more = new ArrayList<>(names(command));
        more.removeAll(theirs);
        String state = missing.isEmpty() ? (command.planned() ? "later" : "here") : "**without** " + listed(missing);
        String added = more.isEmpty() ? "" : " and of our own " + listed(more);
        return "| `%s` | %s | %s%s |".formatted(path, state, listed(theirs), added);
    }

    private static List<String> names(CommandSurface.CommandForm command) {
        return command.options().stream()
                .flatMap(option -> option.names().stream())
                .sorted()
                .toList();
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "" : "`" + String.join("` `", names) + "`";
    }
}

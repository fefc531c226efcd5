package dev.ssot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The page that says of every command and option of the reference whether it is here. */
public final class Coverage {

    private static final String REFERENCE = "contracts/cli/reference-surface.json";
    private static final String PAGE = "docs/cli-coverage.md";

    private final Path page;
    private final String text;

    private Coverage(Path page, String text) {
        this.page = page;
        this.text = text;
    }

    /** @param project the folder that holds {@code contracts} and {@code docs} */
    public static Coverage of(Path project) throws IOException {
        JsonNode reference =
                Json.MAPPER.readTree(project.resolve(REFERENCE).toFile()).path("commands");
        return new Coverage(project.resolve(PAGE), page(reference));
    }

    /** The page, if it is not as it should be. */
    public List<Path> stale() throws IOException {
        boolean current = Files.exists(page) && Files.readString(page).equals(text);
        return current ? List.of() : List.of(page);
    }

    public void write() throws IOException {
        Files.createDirectories(page.getParent());
        Files.writeString(page, text);
    }

    private static String page(JsonNode reference) {
        Map<String, Command> ours = CommandTable.paths();
        List<String> lines = new ArrayList<>();
        int flags = 0;
        for (Map.Entry<String, JsonNode> path : reference.properties()) {
            List<String> theirs = StreamSupport.stream(path.getValue().spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
            flags += theirs.size();
            lines.add(line(path.getKey(), theirs, ours.get(path.getKey())));
        }
        ours.forEach((path, command) -> {
            if (!reference.has(path)) {
                lines.add("| `%s` | not in the reference | %s |".formatted(path, listed(names(command))));
            }
        });
        return """
                # The command line beside the reference's

                Made by `ssot ci operations-sync --target cli-coverage --write`; a test holds it up to date. The
                reference has %d command paths and %d options. *Here* means that the path is there with every option of
                the reference; *later* that it parses, lists its options and answers `not_available`.

                | command | here | options |
                |---|---|---|
                %s
                """.formatted(reference.size(), flags, String.join("\n", lines));
    }

    private static String line(String path, List<String> theirs, @Nullable Command command) {
        if (command == null) {
            return "| `%s` | **not here** | |".formatted(path);
        }
        List<String> missing = new ArrayList<>(theirs);
        missing.removeAll(names(command));
        List<String> more = new ArrayList<>(names(command));
        more.removeAll(theirs);
        String state = missing.isEmpty() ? (isLater(command) ? "later" : "here") : "**without** " + listed(missing);
        String added = more.isEmpty() ? "" : " and of our own " + listed(more);
        return "| `%s` | %s | %s%s |".formatted(path, state, listed(theirs), added);
    }

    private static boolean isLater(Command command) {
        Command.Action action = command.action();
        return action == null
                ? !command.commands().isEmpty() && command.commands().stream().allMatch(Coverage::isLater)
                : action instanceof NotYet;
    }

    private static List<String> names(Command command) {
        return command.options().stream()
                .flatMap(option -> option.names().stream())
                .sorted()
                .toList();
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "" : "`" + String.join("` `", names) + "`";
    }
}

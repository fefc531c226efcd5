package dev.ssot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.cli.command.Command;
import dev.ssot.cli.command.CommandTable;
import dev.ssot.cli.command.Given;
import dev.ssot.cli.command.Option;
import dev.ssot.cli.command.Request;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands and the catalog speak of the same operations and arguments. */
class CommandCatalogTest {

    private static final Catalog CATALOG = Catalog.load();

    static Stream<String> runnable() {
        return CommandTable.paths().entrySet().stream()
                .filter(path -> !path.getValue().isGroup())
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void a_command_with_all_its_options_asks_for_an_operation_with_its_arguments(String path) {
        Command command = CommandTable.paths().get(path);
        List<String> words = new ArrayList<>(List.of(path.split(" ")));
        command.positionals().stream().filter(p -> p.required()).forEach(p -> words.add(p.name()));
        for (Option option : command.options()) {
            boolean other = option.name().endsWith("-file")
                    || option.name().endsWith("-json")
                    || command.oneOf().indexOf(option.name()) > 0
                    || path.equals("feature parent-audit");
            if (!other) {
                words.add(option.name());
                if (!option.takesNothing()) {
                    words.add(
                            option.takesNumbers()
                                    ? "7"
                                    : option.choices().isEmpty()
                                            ? "x"
                                            : option.choices().getFirst());
                }
            }
        }
        Parsed.Ready ready = (Parsed.Ready) ArgumentParser.parse(words);
        Given given = new Given(ready.values(), new Anything());

        if (ready.command().request(given) instanceof Request.Operation(var id, var arguments, var printed)) {
            CatalogEntry entry = CATALOG.find(id).orElseThrow(() -> new AssertionError("no operation " + id));
            JsonNode schema = entry.inputSchema();
            List<String> known = new ArrayList<>();
            schema.path("properties").fieldNames().forEachRemaining(known::add);
            List<String> asked = new ArrayList<>();
            arguments.fieldNames().forEachRemaining(asked::add);
            assertThat(known).as(id).containsAll(asked);
            schema.path("required").forEach(name -> assertThat(asked).as(id).contains(name.textValue()));
        }
        assertThat(given.refusal()).isEmpty();
    }

    private static final class Anything implements Given.Files {

        @Override
        public Given.Found<String> read(String path) {
            return new Given.Found.Ready<>("{}");
        }

        @Override
        public Given.Found<String> target(String path) {
            return new Given.Found.Ready<>(path);
        }
    }
}

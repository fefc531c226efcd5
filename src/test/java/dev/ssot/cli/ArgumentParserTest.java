package dev.ssot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.cli.command.Command;
import dev.ssot.cli.command.CommandTable;
import dev.ssot.cli.command.Option;
import dev.ssot.cli.command.Positional;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What command lines are understood as. */
class ArgumentParserTest {

    private static Stream<Map.Entry<String, Command>> commands() {
        return CommandTable.paths().entrySet().stream();
    }

    static Stream<String> runnable() {
        return commands().filter(path -> !path.getValue().isGroup()).map(Map.Entry::getKey);
    }

    static Stream<String> groups() {
        return commands().filter(path -> path.getValue().isGroup()).map(Map.Entry::getKey);
    }

    /** The words of the command with a value for everything that it must be given. */
    private static List<String> complete(String path) {
        Command command = CommandTable.paths().get(path);
        List<String> words = new ArrayList<>(List.of(path.split(" ")));
        command.positionals().stream().filter(Positional::required).forEach(positional -> words.add(positional.name()));
        command.options().stream()
                .filter(option -> option.required() || command.oneOf().indexOf(option.name()) == 0)
                .forEach(option -> {
                    words.add(option.name());
                    words.add(sample(option));
                });
        return words;
    }

    private static String sample(Option option) {
        return option.takesNumbers()
                ? "7"
                : option.choices().isEmpty() ? "x" : option.choices().getFirst();
    }

    private static Parsed parse(String line) {
        return ArgumentParser.parse(List.of(line.split(" ")));
    }

    private static Map<String, JsonNode> values(String line) {
        return ((Parsed.Ready) parse(line)).values();
    }

    private static String problem(List<String> words) {
        return ((Parsed.Wrong) ArgumentParser.parse(words)).problem();
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void a_command_with_what_it_needs_is_understood(String path) {
        assertThat(ArgumentParser.parse(complete(path))).isInstanceOf(Parsed.Ready.class);
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void a_command_without_one_thing_that_it_needs_is_told_which(String path) {
        List<Option> required = CommandTable.paths().get(path).options().stream()
                .filter(Option::required)
                .toList();
        for (Option option : required) {
            List<String> words = complete(path);
            int at = words.indexOf(option.name());
            words.subList(at, at + 2).clear();
            assertThat(problem(words)).isEqualTo("the following arguments are required: " + option.name());
        }
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void an_unknown_or_shortened_option_is_refused(String path) {
        List<String> unknown = complete(path);
        unknown.add("--no-such-option");
        assertThat(problem(unknown)).startsWith("unrecognized arguments: --no-such-option");
        for (Option option : CommandTable.paths().get(path).options()) {
            List<String> shortened = complete(path);
            shortened.add(option.name().substring(0, option.name().length() - 1));
            if (CommandTable.paths().get(path).option(shortened.getLast()).isEmpty()) {
                assertThat(problem(shortened)).startsWith("unrecognized arguments: ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void a_group_alone_asks_for_a_command(String path) {
        assertThat(problem(List.of(path.split(" ")))).startsWith("a command is needed: one of ");
    }

    @Test
    void every_command_and_option_of_the_reference_is_there() throws IOException {
        JsonNode reference = Json.MAPPER
                .readTree(Path.of("contracts/cli/reference-surface.json").toFile())
                .path("commands");

        assertThat(reference.size()).isEqualTo(181);
        reference.properties().forEach(path -> {
            Command ours = CommandTable.paths().get(path.getKey());
            assertThat(ours).as(path.getKey()).isNotNull();
            assertThat(ours.options().stream().flatMap(option -> option.names().stream()))
                    .as(path.getKey())
                    .containsAll(StreamSupport.stream(path.getValue().spliterator(), false)
                            .map(JsonNode::textValue)
                            .toList());
        });
    }

    @Test
    void a_list_takes_everything_up_to_the_next_option() {
        assertThat(values("feature list . --ids a b --origin repo-local").get("--ids"))
                .hasToString("[\"a\",\"b\"]");
        assertThat(values("feature link --id a --spec-ids --claim-ids c").get("--spec-ids"))
                .hasToString("[]");
        assertThat(values("feature list --ids a b .").get("path").textValue()).isEqualTo(".");
        assertThat(values("feature list --ids a b .").get("--ids")).hasToString("[\"a\",\"b\",\".\"]");
    }

    @Test
    void a_value_may_look_like_an_option_where_that_is_said() {
        assertThat(values("feature get --id=--odd").get("--id").textValue()).isEqualTo("--odd");
        assertThat(values("worker events --after-event-id -1")
                        .get("--after-event-id")
                        .asInt())
                .isEqualTo(-1);
        Parsed.Ready text = (Parsed.Ready)
                ArgumentParser.parse(List.of("adr", "create", "--title", "t", "--slug", "s", "--body", "- an item"));
        assertThat(text.values().get("--body").textValue()).isEqualTo("- an item");
        assertThat(values("feature list -- --odd").get("path").textValue()).isEqualTo("--odd");
    }

    @Test
    void a_switch_says_yes_or_no_or_nothing() {
        assertThat(values("boundary update --id b --frozen").get("--frozen").asBoolean())
                .isTrue();
        assertThat(values("boundary update --id b --no-frozen").get("--frozen").asBoolean(true))
                .isFalse();
        assertThat(values("boundary update --id b").get("--frozen").isNull()).isTrue();
        assertThat(values("repo-watch scan --no-emit-events")
                        .get("--no-emit-events")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void options_of_every_command_stand_before_or_after_it() {
        assertThat(values("--output-format csv feature list")
                        .get("--output-format")
                        .textValue())
                .isEqualTo("csv");
        assertThat(values("feature list --output-format yaml")
                        .get("--output-format")
                        .textValue())
                .isEqualTo("yaml");
        assertThat(values("init --version 2.0").get("--version").textValue()).isEqualTo("2.0");
        assertThat(parse("--version")).isInstanceOf(Parsed.Version.class);
        assertThat(parse("feature create --help")).isEqualTo(new Parsed.Help(List.of("feature", "create")));
    }

    @Test
    void a_pack_comes_after_the_path() {
        assertThat(values("pack sync pkg").get("package").textValue()).isEqualTo("pkg");
        assertThat(values("pack sync here pkg").get("path").textValue()).isEqualTo("here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "featur list | unknown command 'featur'; did you mean feature?",
                "feature lst | unknown command 'lst'; did you mean list?",
                "feature get --di x | unrecognized arguments: --di; did you mean --id?",
                "feature get --id | argument --id: expected one argument",
                "feature list --ids | argument --ids: expected at least one argument",
                "feature get --id a . extra | unrecognized arguments: extra",
                "adr create --title t --slug s --number x | argument --number: invalid int value: 'x'",
                "validate --write-report=yes | argument --write-report: takes no value, not 'yes'",
                "claim set-tier --id c --tier T9"
                        + " | argument --tier: invalid choice: 'T9' (choose from T0, T1, T2, T3, T4)",
                "--output-format xml feature list"
                        + " | argument --output-format: invalid choice: 'xml' (choose from json, csv, df, yaml, toml)",
                "test run | one of the arguments --id --ids is required",
                "test run --id a --ids b | argument --ids: not allowed with argument --id",
            })
    void what_is_wrong_is_said(String line, String problem) {
        assertThat(problem(List.of(line.split(" ")))).isEqualTo(problem);
    }
}

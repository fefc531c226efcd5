package dev.ssot.cli;

import dev.ssot.cli.command.Command;
import dev.ssot.cli.command.CommandTable;
import dev.ssot.cli.command.Option;
import dev.ssot.cli.command.Positional;
import dev.ssot.operation.Version;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Help and completion scripts, made by picocli from the table of commands. Loaded only when somebody asks. */
final class HelpText {

    private static final String INTRODUCTION =
            "ssot keeps what a project is to do, and what proves it, in one registry (.ssot/registry.json) that several"
                    + " people and coding agents share. Every command checks the registry before it saves.";

    private HelpText() {}

    /** @param path the words before the question; none for all of ssot */
    static String of(List<String> path) {
        return commandLine(path).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    /** What was wrong, and how it is called right. */
    static String complaint(List<String> path, String problem) {
        CommandLine called = commandLine(path);
        String name = called.getCommandSpec().qualifiedName();
        return "%s: %s\nusage: %sSee %s --help.\n"
                .formatted(name, problem, called.getHelp().synopsis(7), name);
    }

    /** For bash, and for zsh with its compatibility for bash's completions. */
    static String completion() {
        CommandLine root = new CommandLine(root());
        CommandTable.all().forEach(command -> root.addSubcommand(command.name(), spec(command)));
        return AutoComplete.bash("ssot", root);
    }

    private static CommandLine commandLine(List<String> path) {
        CommandSpec spec = root();
        if (path.isEmpty()) {
            CommandTable.all().forEach(command -> add(command, spec));
            return new CommandLine(spec);
        }
        CommandTable.find(path.getFirst()).ifPresent(command -> add(command, spec));
        CommandLine line = new CommandLine(spec);
        for (String word : path) {
            line = Objects.requireNonNull(line.getSubcommands().get(word), word);
        }
        return line;
    }

    private static void add(Command command, CommandSpec above) {
        above.addSubcommand(command.name(), spec(command));
    }

    private static CommandSpec root() {
        CommandSpec root = CommandSpec.create().name("ssot").version("ssot " + Version.current());
        root.usageMessage()
                .description(INTRODUCTION)
                .synopsisSubcommandLabel("COMMAND")
                .footer(
                        "",
                        "ssot COMMAND --help says more about a command.",
                        "SSOT_LOG=1 shows the log on standard error, NO_COLOR=1 prints without colours.");
        return withOptions(root, CommandTable.globals());
    }

    private static CommandSpec spec(Command command) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(command.summary());
        withOptions(spec, command.options());
        command.positionals().forEach(positional -> spec.addPositional(positional(positional)));
        command.commands().forEach(below -> add(below, spec));
        if (command.isGroup()) {
            spec.usageMessage()
                    .synopsisSubcommandLabel("COMMAND")
                    .footer("", "ssot %s COMMAND --help says more about a command.".formatted(command.name()));
        }
        return spec;
    }

    private static CommandSpec withOptions(CommandSpec spec, List<Option> options) {
        spec.usageMessage().sortOptions(false).sortSynopsis(false);
        spec.parser().separator(" ");
        Stream.concat(
                        options.stream().filter(Option::required),
                        options.stream().filter(option -> !option.required()))
                .forEach(option -> spec.addOption(option(option)));
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help and ends.")
                .build());
    }

    private static OptionSpec option(Option option) {
        OptionSpec.Builder spec =
                OptionSpec.builder(option.name()).required(option.required()).description(description(option));
        if (option.takesNothing()) {
            return spec.type(boolean.class)
                    .arity("0")
                    .negatable(option.kind() == Option.Kind.SWITCH)
                    .build();
        }
        spec.paramLabel(option.name()
                        .substring(option.name().lastIndexOf('-') + 1)
                        .toUpperCase(Locale.ROOT))
                .completionCandidates(option.choices());
        return option.takesSeveral()
                ? spec.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity(option.kind() == Option.Kind.LIST ? "0..*" : "1..*")
                        .build()
                : spec.type(String.class).arity("1").build();
    }

    private static String description(Option option) {
        String choices = option.choices().isEmpty()
                ? ""
                : option.choices().stream().collect(Collectors.joining(", ", " One of ", "."));
        String fallback = option.fallback().isValueNode()
                        && !option.fallback().asText().isEmpty()
                        && !option.fallback().isNull()
                        && !option.takesNothing()
                ? " Default: %s.".formatted(option.fallback().asText())
                : "";
        return (option.help() + choices + fallback).replace("%", "%%");
    }

    private static PositionalParamSpec positional(Positional positional) {
        return PositionalParamSpec.builder()
                .paramLabel(positional.name().toUpperCase(Locale.ROOT))
                .description(positional.help())
                .arity(positional.required() ? "1" : "0..1")
                .required(positional.required())
                .type(String.class)
                .build();
    }
}

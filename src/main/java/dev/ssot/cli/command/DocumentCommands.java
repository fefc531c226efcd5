package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.integer;
import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.some;
import static dev.ssot.cli.command.Option.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.document.DocumentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ssot adr} and {@code ssot spec}. */
record DocumentCommands(String kind, RowCommands rows) {

    private static final Option STATUS = text("--status", "The new status.").choices(Choices.DOCUMENT_STATUSES);
    private static final Option NOTE = text("--note", "Why.");

    static Command adr() {
        return new DocumentCommands("adr", new RowCommands(Section.ADRS))
                .group("ADRs: decisions about the architecture, and why they were taken.");
    }

    static Command spec() {
        return new DocumentCommands("spec", new RowCommands(Section.SPECS))
                .group("Specs: what the software has to do, and the rules that it follows.");
    }

    private boolean isSpec() {
        return kind.equals("spec");
    }

    private String label() {
        return kind.toUpperCase(Locale.ROOT);
    }

    private Command group(String summary) {
        List<Command> commands = new ArrayList<>(List.of(create(), rows.get(), rows.list()));
        if (isSpec()) {
            commands.add(adrs("link", "Links a spec with ADRs."));
            commands.add(adrs("unlink", "Takes links from a spec to ADRs away."));
        }
        commands.add(update());
        commands.add(setStatus());
        commands.add(supersede());
        commands.add(Command.of(
                "delete",
                "Deletes a %s and its file.".formatted(label()),
                given -> operation("delete", given.all("--id")),
                rows.id()));
        commands.add(Command.of(
                "sync", "Brings in the %ss that ssot itself carries.".formatted(label()), new NotYet(kind + " sync")));
        commands.add(reserve());
        if (isSpec()) {
            commands.add(runTests());
        }
        return Command.group(kind, summary, commands.toArray(Command[]::new));
    }

    private Request operation(String verb, ObjectNode arguments) {
        return Request.operation("document." + verb, arguments.put("kind", kind));
    }

    private Command create() {
        List<Option> options = new ArrayList<>(List.of(
                text("--title", "Its title.").needed(),
                text("--slug", "The short name in its id and file name.").needed(),
                text("--body", "Its text, given here."),
                text("--body-file", "Its text, from the body of this .json or .yaml file."),
                integer("--number", "Its number; the next free one if left out."),
                text("--origin", "Where it came from.")
                        .choices(Choices.DOCUMENT_ORIGINS)
                        .otherwise("repo-local"),
                text("--status", "How far it is.")
                        .choices(Choices.DOCUMENT_STATUSES)
                        .otherwise("draft"),
                NOTE,
                text("--reserve-range", "The reservation that its number is taken from.")));
        if (isSpec()) {
            options.add(text("--kind", "What kind of rules it states.")
                    .choices(Vocabulary.SPEC_KINDS)
                    .otherwise("local-policy"));
            options.add(list("--adr-ids", "ADRs that it follows from."));
        }
        return Command.of(
                "create", "Writes a new %s.".formatted(label()), this::create, options.toArray(Option[]::new));
    }

    private Request create(Given given) {
        if (given.text("--body") == null && given.text("--body-file") == null) {
            given.refuse("%s requires exactly one of body or body_file".formatted(label()));
        }
        return operation(
                "create", content(given, "--title", "--slug", "--number", "--status", "--origin", "--reserve-range"));
    }

    private ObjectNode content(Given given, String... names) {
        ObjectNode content = given.present(names);
        content.set("body", given.documentBody(DocumentKind.parse(kind), label()));
        content.set("spec_kind", given.value("--kind"));
        content.setAll(given.present("--adr-ids", "--note"));
        return Given.withoutNulls(content);
    }

    private Command update() {
        List<Option> options = new ArrayList<>(List.of(
                rows.id(),
                text("--title", "The new title."),
                text("--body", "The new text, given here."),
                text("--body-file", "The new text, from the body of this .json or .yaml file."),
                STATUS,
                NOTE));
        if (isSpec()) {
            options.add(text("--kind", "The new kind.").choices(Vocabulary.SPEC_KINDS));
            options.add(list("--adr-ids", "All ADRs that it follows from."));
        }
        return Command.of(
                "update",
                "Changes a %s.".formatted(label()),
                given -> {
                    ObjectNode changes = content(given, "--title", "--status");
                    if (changes.isEmpty() && given.refusal().isEmpty()) {
                        given.refuse("At least one update field is required");
                    }
                    return operation("update", changes.setAll(given.all("--id")));
                },
                options.toArray(Option[]::new));
    }

    private Command setStatus() {
        return Command.of(
                "set-status",
                "Changes the status of a %s.".formatted(label()),
                given -> operation("set_status", given.present("--id", "--status", "--note")),
                rows.id(),
                STATUS.needed(),
                NOTE);
    }

    private Command supersede() {
        return Command.of(
                "supersede",
                "Says that one %s replaces others.".formatted(label()),
                given -> operation("supersede", given.present("--id", "--supersedes", "--note")),
                text("--id", "The newer one.").needed(),
                some("--supersedes", "Those that it replaces.").needed(),
                NOTE);
    }

    private Command adrs(String verb, String summary) {
        return Command.of(
                verb,
                summary,
                given -> operation(verb, given.all("--id", "--adr-ids")),
                rows.id(),
                some("--adr-ids", "The ADRs.").needed());
    }

    private Command reserve() {
        return Command.group(
                "reserve",
                "Ranges of numbers that belong to somebody.",
                Command.of(
                        "create",
                        "Reserves a range of numbers.",
                        given -> operation("reserve", given.all("--name", "--start", "--end")),
                        text("--name", "Whose range it is.").needed(),
                        integer("--start", "The first number.").needed(),
                        integer("--end", "The last number.").needed()),
                Command.of("list", "Lists the reserved ranges.", given -> operation("reservations", given.all())));
    }

    private static Command runTests() {
        return Command.of(
                "run-tests",
                "Runs the tests of the features that a spec defines.",
                given -> TestCommands.running("spec.run_tests", given, given.all("--id")),
                text("--id", "Which spec, as spc:...").needed(),
                TestCommands.DRY_RUN,
                TestCommands.EVIDENCE_OUTPUT);
    }
}

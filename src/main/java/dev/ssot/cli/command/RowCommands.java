package dev.ssot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.Request.Printed;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be done with the rows of every section. */
record RowCommands(Section section) {

    private static final List<Section> WITH_ORIGIN =
            List.of(Section.FEATURES, Section.TESTS, Section.CLAIMS, Section.EVIDENCE);

    /** {@code --body} and {@code --body-file}, which stand for one value. */
    private static final Option NEW_ID = Option.text("--new-id", "Another id; whatever names the row follows.");

    static final Option BODY = Option.text("--body", "A longer text, given here.");

    static final Option BODY_FILE = Option.text("--body-file", "A longer text, read from this file (UTF-8).");

    private static final List<Option> UNDER_LEASE = List.of(
            Option.text("--lease-id", "Writes only while this lease is held; with --fencing-token."),
            Option.integer("--fencing-token", "The lease's token."));

    private String noun() {
        return section.label();
    }

    Option id() {
        return Option.text("--id", "Which %s, as %s...".formatted(noun(), section.prefix()))
                .needed();
    }

    Command get() {
        return Command.of(
                "get",
                "Shows one %s.".formatted(noun()),
                given -> new Request.Operation("registry.entity.get", entity(given), Printed.ENTITY),
                id());
    }

    Command list() {
        List<Option> options = new ArrayList<>();
        options.add(Option.some("--ids", "Only these."));
        if (WITH_ORIGIN.contains(section)) {
            options.add(
                    Option.text("--origin", "Only those that came from there.").choices(Choices.ORIGINS));
        }
        Printed printed = section == Section.ADRS || section == Section.SPECS ? Printed.DOCUMENTS : Printed.ENTITIES;
        return Command.of(
                "list",
                "Lists every %s.".formatted(noun()),
                given -> new Request.Operation(
                        "registry.entity.list", named(given.present("--ids", "--origin")), printed),
                options.toArray(Option[]::new));
    }

    Command delete() {
        return writing(
                "delete",
                "Deletes a %s.".formatted(noun()),
                given -> write("delete", given, entity(given)),
                Stream.of(id()));
    }

    /** @param row the whole row, with JSON null for what the reference writes as null */
    Command create(String summary, Function<Given, ObjectNode> row, Option... options) {
        return writing(
                "create",
                summary,
                given -> {
                    ObjectNode arguments = named(Json.object());
                    arguments.set("entity", row.apply(given));
                    JsonNode scaffold = given.value("--auto-scaffold-proof-graph");
                    if (!scaffold.isNull()) {
                        arguments.set("auto_scaffold", scaffold);
                    }
                    return write("create", given, arguments);
                },
                Stream.of(options));
    }

    /** @param changes the fields to change; what was not given may stand there as JSON null */
    Command update(String summary, Function<Given, ObjectNode> changes, Option... options) {
        return writing(
                "update",
                summary,
                given -> update(given, changes.apply(given)),
                Stream.concat(Stream.of(id(), NEW_ID), Stream.of(options)));
    }

    private Request update(Given given, ObjectNode changes) {
        changes.set("id", given.value(NEW_ID.name()));
        Given.withoutNulls(changes);
        if (changes.isEmpty() && given.refusal().isEmpty()) {
            given.refuse("At least one update field is required");
        }
        ObjectNode arguments = entity(given);
        arguments.set("changes", changes);
        return write("update", given, arguments);
    }

    /** A word for setting one status. */
    Command status(String name, String summary, String status) {
        return writing(name, summary, given -> update(given, Json.object().put("status", status)), Stream.of(id()));
    }

    Command setStatus(List<String> statuses) {
        return writing(
                "set-status",
                "Changes the status of a %s.".formatted(noun()),
                given -> update(given, given.all("--status")),
                Stream.of(
                        id(),
                        Option.text("--status", "The new status.").needed().choices(statuses)));
    }

    Command link(String... options) {
        return links("link", "Links a %s with other rows.", options);
    }

    Command unlink(String... options) {
        return links("unlink", "Takes links from a %s to other rows away.", options);
    }

    private Command links(String name, String summary, String... options) {
        Stream<Option> lists = Stream.of(options).map(option -> Option.list(option, "Ids of the other rows."));
        return writing(
                name,
                summary.formatted(noun()),
                given -> {
                    ObjectNode links = given.present(options);
                    links.properties().removeIf(link -> link.getValue().isEmpty());
                    if (links.isEmpty()) {
                        given.refuse("At least one link field is required");
                    }
                    return linking(given, name, links);
                },
                Stream.concat(Stream.of(id()), lists));
    }

    /** {@code add-x} and {@code remove-x}: links of one kind. */
    Command linkOne(String name, String summary, String option, String help) {
        return writing(
                name,
                summary,
                given -> linking(given, name.startsWith("add-") ? "link" : "unlink", given.all(option)),
                Stream.of(id(), Option.some(option, help).needed()));
    }

    private Request linking(Given given, String verb, ObjectNode links) {
        ObjectNode arguments = entity(given);
        arguments.set("links", links);
        return write(verb, given, arguments);
    }

    /** A command that changes rows, and may do so under a lease. */
    private static Command writing(String name, String summary, Command.Action action, Stream<Option> options) {
        return Command.of(
                name,
                summary,
                action,
                Stream.concat(options, UNDER_LEASE.stream()).toArray(Option[]::new));
    }

    private static Request write(String verb, Given given, ObjectNode arguments) {
        arguments.setAll(given.present("--lease-id", "--fencing-token"));
        return Request.operation("registry.entity." + verb, arguments);
    }

    private ObjectNode entity(Given given) {
        ObjectNode arguments = named(Json.object());
        arguments.set("entity_id", given.value("--id"));
        return arguments;
    }

    private ObjectNode named(ObjectNode arguments) {
        return arguments.put("section", section.key());
    }

    /** The fields of a row with its long text. */
    ObjectNode row(Given given, String... names) {
        ObjectNode row = given.all(names);
        row.set("body", given.body(noun()));
        return row;
    }

    /** A row with some fields under other names than their options have. */
    ObjectNode row(Given given, Map<String, String> renamed, String... names) {
        ObjectNode row = row(given, names);
        renamed.forEach((option, field) -> row.set(field, given.value(option)));
        return row;
    }
}

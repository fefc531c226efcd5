package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.some;
import static dev.ssot.cli.command.Option.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import java.util.Map;

/** {@code ssot test}, and how the commands that run tests are asked. */
final class TestCommands {

    static final Option DRY_RUN = flag("--dry-run", "Names the tests without running them.");
    static final Option EVIDENCE_OUTPUT = text("--evidence-output", "Writes what came out to this file.");

    private static final RowCommands ROWS = new RowCommands(Section.TESTS);
    private static final Map<String, String> RENAMED = Map.of("--test-path", "path");
    private static final String[] LINKS = {"--feature-ids", "--claim-ids", "--evidence-ids"};

    private TestCommands() {}

    static Command group() {
        return Command.group(
                "test",
                "Tests: what verifies features, and how each is run.",
                create(),
                ROWS.get(),
                ROWS.list(),
                update(),
                ROWS.delete(),
                ROWS.link(LINKS),
                ROWS.unlink(LINKS),
                Command.of(
                                "run",
                                "Runs tests by the commands that their rows state.",
                                TestCommands::run,
                                text("--id", "One test."),
                                some("--ids", "Several tests."),
                                DRY_RUN,
                                EVIDENCE_OUTPUT)
                        .withOneOf("--id", "--ids"));
    }

    private static Request run(Given given) {
        ObjectNode arguments = given.present("--ids");
        if (given.text("--id") != null) {
            arguments.putArray("ids").add(given.text("--id"));
        }
        return running("test.run", given, arguments);
    }

    /** @param arguments which tests */
    static Request running(String operation, Given given, ObjectNode arguments) {
        arguments.setAll(given.all("--dry-run"));
        arguments.set("evidence_output", given.target("--evidence-output"));
        return Request.operation(operation, Given.withoutNulls(arguments));
    }

    private static ObjectNode withExecution(Given given, ObjectNode row) {
        row.set("execution", given.object("--execution-json", "--execution-file", "test execution metadata"));
        return row;
    }

    private static Command create() {
        return ROWS.create(
                "Adds a test.",
                given -> withExecution(
                        given,
                        ROWS.row(
                                given,
                                RENAMED,
                                "--id",
                                "--title",
                                "--origin",
                                "--status",
                                "--kind",
                                "--feature-ids",
                                "--claim-ids",
                                "--evidence-ids")),
                text("--id", "Its id, as tst:...").needed(),
                text("--title", "Its title.").needed(),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--origin", "Where it came from.").choices(Choices.ORIGINS).otherwise("repo-local"),
                text("--status", "How it stands.")
                        .choices(Vocabulary.TEST_STATUSES)
                        .otherwise("planned"),
                text("--kind", "Its kind, such as unit or integration.").needed(),
                text("--test-path", "The file, from the repository's root.").needed(),
                list("--feature-ids", "Features that it verifies.").orNone(),
                list("--claim-ids", "Claims that it supports.").orNone(),
                list("--evidence-ids", "Evidence that comes out of it.").orNone(),
                text("--execution-json", "How it is run, as a JSON object."),
                text("--execution-file", "The same, from a file."));
    }

    private static Command update() {
        return ROWS.update(
                "Changes a test.",
                given -> withExecution(given, ROWS.row(given, RENAMED, "--title", "--origin", "--status", "--kind")),
                text("--title", "The new title."),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--origin", "Where it came from.").choices(Choices.ORIGINS),
                text("--status", "How it stands.").choices(Vocabulary.TEST_STATUSES),
                text("--kind", "The new kind."),
                text("--test-path", "The file, from the repository's root."),
                text("--execution-json", "How it is run, as a JSON object."),
                text("--execution-file", "The same, from a file."));
    }
}

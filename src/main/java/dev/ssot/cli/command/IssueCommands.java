package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.some;
import static dev.ssot.cli.command.Option.text;
import static dev.ssot.cli.command.Option.toggle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;

/** {@code ssot issue}. */
final class IssueCommands {

    private static final RowCommands ROWS = new RowCommands(Section.ISSUES);
    private static final String[] LINKS = {"--feature-ids", "--claim-ids", "--test-ids", "--evidence-ids", "--risk-ids"
    };

    private IssueCommands() {}

    static Command group() {
        return Command.group(
                "issue",
                "Issues: problems to solve, which may block a release.",
                create(),
                ROWS.get(),
                ROWS.list(),
                ROWS.update(
                        "Changes an issue's title, severity or texts.",
                        given -> ROWS.row(given, "--title", "--severity", "--description", "--release-blocking"),
                        text("--title", "The new title."),
                        text("--severity", "The new severity.").choices(Vocabulary.SEVERITIES),
                        text("--description", "The new description."),
                        RowCommands.BODY,
                        RowCommands.BODY_FILE,
                        toggle("--release-blocking", "Whether it blocks releases.")),
                ROWS.delete(),
                ROWS.link(LINKS),
                ROWS.unlink(LINKS),
                Command.of(
                        "plan",
                        "Sets when issues are meant to be solved.",
                        given -> Request.operation("issue.plan", given.present("--ids", "--horizon", "--slot")),
                        some("--ids", "Which issues, as iss:...").needed(),
                        text("--horizon", "When they are meant to be solved.")
                                .needed()
                                .choices(Choices.HORIZONS),
                        text("--slot", "The release train or sprint, with --horizon explicit.")),
                ROWS.status("close", "Closes an issue.", "closed"),
                ROWS.status("reopen", "Opens an issue again.", "open"));
    }

    private static Command create() {
        return ROWS.create(
                "Adds an issue.",
                IssueCommands::newIssue,
                text("--id", "Its id, as iss:...").needed(),
                text("--title", "Its title.").needed(),
                text("--status", "How it stands.")
                        .choices(Vocabulary.ISSUE_STATUSES)
                        .otherwise("open"),
                text("--severity", "How bad it is.")
                        .choices(Vocabulary.SEVERITIES)
                        .otherwise("medium"),
                text("--description", "What the problem is.").otherwise(""),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--horizon", "When it is meant to be solved.")
                        .choices(Choices.HORIZONS)
                        .otherwise("backlog"),
                text("--slot", "The release train or sprint, with --horizon explicit."),
                list("--feature-ids", "Features that it affects.").orNone(),
                list("--claim-ids", "Claims that it affects.").orNone(),
                list("--test-ids", "Tests that it affects.").orNone(),
                list("--evidence-ids", "Evidence that belongs to it.").orNone(),
                list("--risk-ids", "Risks that belong to it.").orNone(),
                toggle("--release-blocking", "Whether it blocks releases.").otherwise(false));
    }

    private static ObjectNode newIssue(Given given) {
        ObjectNode row = ROWS.row(
                given,
                "--id",
                "--title",
                "--status",
                "--severity",
                "--description",
                "--feature-ids",
                "--claim-ids",
                "--test-ids",
                "--evidence-ids",
                "--risk-ids",
                "--release-blocking");
        row.set("plan", given.all("--horizon", "--slot"));
        return row;
    }
}

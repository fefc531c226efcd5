package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.text;
import static dev.ssot.cli.command.Option.toggle;

import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;

/** {@code ssot risk}. */
final class RiskCommands {

    private static final RowCommands ROWS = new RowCommands(Section.RISKS);
    private static final String[] LINKS = {"--feature-ids", "--claim-ids", "--test-ids", "--evidence-ids", "--issue-ids"
    };

    private RiskCommands() {}

    static Command group() {
        return Command.group(
                "risk",
                "Risks: what may go wrong, which may block a release.",
                create(),
                ROWS.get(),
                ROWS.list(),
                ROWS.update(
                        "Changes a risk's title, severity or texts.",
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
                ROWS.status("mitigate", "Marks a risk as mitigated.", "mitigated"),
                ROWS.status("accept", "Marks a risk as accepted.", "accepted"),
                ROWS.status("retire", "Marks a risk as retired.", "retired"));
    }

    private static Command create() {
        return ROWS.create(
                "Adds a risk.",
                given -> ROWS.row(
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
                        "--issue-ids",
                        "--release-blocking"),
                text("--id", "Its id, as rsk:...").needed(),
                text("--title", "Its title.").needed(),
                text("--status", "How it stands.")
                        .choices(Vocabulary.RISK_STATUSES)
                        .otherwise("active"),
                text("--severity", "How bad it would be.")
                        .choices(Vocabulary.SEVERITIES)
                        .otherwise("medium"),
                text("--description", "What may go wrong.").otherwise(""),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                list("--feature-ids", "Features that are exposed to it.").orNone(),
                list("--claim-ids", "Claims that it affects.").orNone(),
                list("--test-ids", "Tests that belong to it.").orNone(),
                list("--evidence-ids", "Evidence that belongs to it.").orNone(),
                list("--issue-ids", "Issues that belong to it.").orNone(),
                toggle("--release-blocking", "Whether it blocks releases.").otherwise(false));
    }
}

package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.text;

import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;

/** {@code ssot claim}. */
final class ClaimCommands {

    private static final RowCommands ROWS = new RowCommands(Section.CLAIMS);
    private static final String[] LINKS = {"--feature-ids", "--test-ids", "--evidence-ids", "--depends-on-claim-ids"};

    private ClaimCommands() {}

    static Command group() {
        return Command.group(
                "claim",
                "Claims: what is said about features, at a tier from T0 to T4.",
                create(),
                ROWS.get(),
                ROWS.list(),
                ROWS.update(
                        "Changes a claim's title, kind or texts.",
                        given -> ROWS.row(given, "--title", "--kind", "--description", "--origin"),
                        text("--title", "The new title."),
                        text("--kind", "The new kind."),
                        text("--description", "The new description."),
                        RowCommands.BODY,
                        RowCommands.BODY_FILE,
                        text("--origin", "Where it came from.").choices(Choices.ORIGINS)),
                ROWS.delete(),
                ROWS.link(LINKS),
                ROWS.unlink(LINKS),
                Command.of(
                        "evaluate",
                        "Says what supports a claim and what is missing; all claims without --claim-id.",
                        given ->
                                Request.operation("claim.evaluate", given.present("--claim-id", "--include-tier-gate")),
                        text("--claim-id", "Which claim."),
                        flag("--include-tier-gate", "Says also what its tier asks for.")),
                ROWS.setStatus(Vocabulary.CLAIM_STATUSES),
                Command.of(
                        "set-tier",
                        "Says that the tier of a claim cannot change: a higher tier is a new claim.",
                        given -> Request.operation("claim.set_tier", given.all("--id", "--tier")),
                        ROWS.id(),
                        text("--tier", "The tier.").needed().choices(Vocabulary.TIERS)));
    }

    private static Command create() {
        return ROWS.create(
                "Adds a claim.",
                given -> ROWS.row(
                        given,
                        "--id",
                        "--title",
                        "--status",
                        "--tier",
                        "--kind",
                        "--description",
                        "--origin",
                        "--feature-ids",
                        "--test-ids",
                        "--evidence-ids",
                        "--depends-on-claim-ids"),
                text("--id", "Its id, as clm:...").needed(),
                text("--title", "Its title.").needed(),
                text("--status", "How far it is.")
                        .choices(Vocabulary.CLAIM_STATUSES)
                        .otherwise("proposed"),
                text("--tier", "How strong its proof has to be.")
                        .choices(Vocabulary.TIERS)
                        .otherwise("T0"),
                text("--kind", "Its kind, in words of your own.").needed(),
                text("--description", "What it says, and why that matters.").otherwise(""),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--origin", "Where it came from.").choices(Choices.ORIGINS).otherwise("repo-local"),
                list("--feature-ids", "Features that it is about.").orNone(),
                list("--test-ids", "Tests that support it.").orNone(),
                list("--evidence-ids", "Evidence for it.").orNone(),
                list("--depends-on-claim-ids", "Claims of lower tiers that it builds on.")
                        .orNone());
    }
}

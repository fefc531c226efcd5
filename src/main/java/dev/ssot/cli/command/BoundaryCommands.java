package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.text;
import static dev.ssot.cli.command.Option.toggle;

import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;

/** {@code ssot boundary}. */
final class BoundaryCommands {

    private static final RowCommands ROWS = new RowCommands(Section.BOUNDARIES);

    private BoundaryCommands() {}

    static Command group() {
        return Command.group(
                "boundary",
                "Boundaries: the features and profiles that a release is held to.",
                create(),
                ROWS.get(),
                ROWS.list(),
                ROWS.update(
                        "Changes a boundary's title, text or status.",
                        given -> ROWS.row(given, "--title", "--status", "--frozen"),
                        text("--title", "The new title."),
                        RowCommands.BODY,
                        RowCommands.BODY_FILE,
                        text("--status", "The new status.").choices(Vocabulary.BOUNDARY_STATUSES),
                        toggle("--frozen", "Whether its members are fixed.")),
                ROWS.delete(),
                ROWS.linkOne("add-feature", "Adds features to a boundary.", "--feature-ids", "The features."),
                ROWS.linkOne("remove-feature", "Takes features out of a boundary.", "--feature-ids", "The features."),
                ROWS.linkOne("add-profile", "Adds profiles to a boundary.", "--profile-ids", "The profiles."),
                ROWS.linkOne("remove-profile", "Takes profiles out of a boundary.", "--profile-ids", "The profiles."),
                Command.of(
                        "freeze",
                        "Fixes the members of a boundary and writes its snapshot.",
                        given -> Request.operation("boundary.freeze", given.present("--boundary-id")),
                        text("--boundary-id", "Which boundary; the active one if left out.")),
                Command.of(
                        "run-tests",
                        "Runs the tests of a boundary's features.",
                        given -> TestCommands.running("boundary.run_tests", given, given.present("--id")),
                        text("--id", "Which boundary; the active one if left out."),
                        TestCommands.DRY_RUN,
                        TestCommands.EVIDENCE_OUTPUT));
    }

    private static Command create() {
        return ROWS.create(
                "Adds a boundary.",
                given -> ROWS.row(given, "--id", "--title", "--status", "--frozen", "--feature-ids", "--profile-ids"),
                text("--id", "Its id, as bnd:...").needed(),
                text("--title", "Its title.").needed(),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--status", "How it stands.")
                        .choices(Vocabulary.BOUNDARY_STATUSES)
                        .otherwise("draft"),
                toggle("--frozen", "Whether its members are fixed.").otherwise(false),
                list("--feature-ids", "Its features.").orNone(),
                list("--profile-ids", "Its profiles.").orNone());
    }
}

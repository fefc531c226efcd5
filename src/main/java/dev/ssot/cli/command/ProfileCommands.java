package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.text;
import static dev.ssot.cli.command.Option.toggle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;

/** {@code ssot profile}. */
final class ProfileCommands {

    private static final RowCommands ROWS = new RowCommands(Section.PROFILES);

    private static final Option PROFILE =
            text("--profile-id", "Which profile, as prf:...").needed();

    private ProfileCommands() {}

    static Command group() {
        return Command.group(
                "profile",
                "Profiles: sets of features that can be evaluated together.",
                create(),
                ROWS.get(),
                ROWS.list(),
                ROWS.update(
                        "Changes a profile.",
                        given -> ROWS.row(given, "--title", "--description", "--status", "--kind", "--claim-tier"),
                        text("--title", "The new title."),
                        text("--description", "The new description."),
                        RowCommands.BODY,
                        RowCommands.BODY_FILE,
                        text("--status", "The new status.").choices(Vocabulary.PROFILE_STATUSES),
                        text("--kind", "The new kind.").choices(Vocabulary.PROFILE_KINDS),
                        text("--claim-tier", "The tier that its features are held to.")
                                .choices(Vocabulary.TIERS)),
                ROWS.delete(),
                ROWS.link("--feature-ids", "--profile-ids"),
                ROWS.unlink("--feature-ids", "--profile-ids"),
                Command.of(
                        "evaluate",
                        "Says which features of a profile reach their tier.",
                        given -> Request.operation("profile.evaluate", given.all("--profile-id")),
                        PROFILE),
                Command.of(
                        "verify",
                        "The same as evaluate.",
                        given -> Request.operation("profile.verify", given.all("--profile-id")),
                        PROFILE));
    }

    private static Command create() {
        return ROWS.create(
                "Adds a profile.",
                ProfileCommands::newProfile,
                text("--id", "Its id, as prf:...").needed(),
                text("--title", "Its title.").needed(),
                text("--description", "What it is for.").otherwise(""),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--status", "How it stands.")
                        .choices(Vocabulary.PROFILE_STATUSES)
                        .otherwise("draft"),
                text("--kind", "Why it is there.")
                        .choices(Vocabulary.PROFILE_KINDS)
                        .otherwise("capability"),
                list("--feature-ids", "Its features.").orNone(),
                list("--profile-ids", "Profiles inside it.").orNone(),
                text("--claim-tier", "The tier that its features are held to.").choices(Vocabulary.TIERS),
                toggle("--allow-feature-override-tier", "Whether a feature's own tier counts instead.")
                        .otherwise(true));
    }

    private static ObjectNode newProfile(Given given) {
        ObjectNode row = ROWS.row(
                given,
                "--id",
                "--title",
                "--description",
                "--status",
                "--kind",
                "--feature-ids",
                "--profile-ids",
                "--claim-tier");
        row.putObject("evaluation")
                .put("mode", "all_features_must_pass")
                .setAll(given.all("--allow-feature-override-tier"));
        return row;
    }
}

package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.some;
import static dev.ssot.cli.command.Option.text;
import static dev.ssot.cli.command.Option.toggle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.Request.Printed;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.Json;

/** {@code ssot feature}. */
final class FeatureCommands {

    private static final RowCommands ROWS = new RowCommands(Section.FEATURES);

    private static final Option IDS =
            some("--ids", "Which features, as feat:...").needed();

    private FeatureCommands() {}

    static Command group() {
        return Command.group(
                "feature",
                "Features: what is to be built, how far it is, and what proves it.",
                create(),
                ROWS.get(),
                ROWS.list(),
                ROWS.update(
                        "Changes a feature's title, texts or implementation status.",
                        given -> ROWS.row(given, "--title", "--description", "--origin", "--implementation-status"),
                        text("--title", "The new title."),
                        text("--description", "The new description."),
                        RowCommands.BODY,
                        RowCommands.BODY_FILE,
                        text("--origin", "Where it came from.").choices(Choices.ORIGINS),
                        text("--implementation-status", "How far the code is.").choices(Choices.IMPLEMENTATION)),
                ROWS.delete(),
                ROWS.link("--spec-ids", "--claim-ids", "--test-ids", "--requires"),
                ROWS.unlink("--spec-ids", "--claim-ids", "--test-ids", "--requires"),
                plan(),
                lifecycle(),
                parents(),
                children(),
                parentAudit(),
                certifyProofGraph());
    }

    private static Command create() {
        return ROWS.create(
                "Adds a feature.",
                FeatureCommands::newFeature,
                text("--id", "Its id, as feat:...").needed(),
                text("--title", "Its title.").needed(),
                text("--description", "What it is for.").otherwise(""),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--origin", "Where it came from.").choices(Choices.ORIGINS).otherwise("repo-local"),
                text("--implementation-status", "How far the code is.")
                        .choices(Choices.IMPLEMENTATION)
                        .otherwise("absent"),
                text("--lifecycle-stage", "Its stage of life now.")
                        .choices(Vocabulary.LIFECYCLE)
                        .otherwise("active"),
                list("--replacement-feature-id", "What replaces it, when it is on its way out.")
                        .orNone(),
                text("--note", "Why it is in that stage."),
                text("--horizon", "When it is meant to come.")
                        .choices(Choices.HORIZONS)
                        .otherwise("backlog"),
                text("--out-of-bounds-disposition", "Whether an out-of-bounds feature may stay in the code.")
                        .choices(Vocabulary.DISPOSITIONS),
                text("--claim-tier", "The tier that its claims shall reach.").choices(Vocabulary.TIERS),
                text("--target-lifecycle-stage", "The stage that it is meant to reach.")
                        .choices(Vocabulary.LIFECYCLE)
                        .otherwise("active"),
                text("--slot", "The release train or sprint, with --horizon explicit."),
                list("--spec-ids", "Specs that define it.").orNone(),
                list("--claim-ids", "Claims about it.").orNone(),
                list("--test-ids", "Tests that verify it.").orNone(),
                list("--requires", "Features that must pass before it can.").orNone(),
                list("--parent-feature-ids", "Features that it is a part of; says nothing about passing.")
                        .orNone(),
                toggle(
                        "--auto-scaffold-proof-graph",
                        "Whether a claim, a test and an evidence row are planned with it. Default: as configured."));
    }

    private static ObjectNode newFeature(Given given) {
        ObjectNode row = ROWS.row(
                given,
                "--id",
                "--title",
                "--description",
                "--origin",
                "--implementation-status",
                "--spec-ids",
                "--claim-ids",
                "--test-ids",
                "--requires",
                "--parent-feature-ids");
        ObjectNode lifecycle = row.putObject("lifecycle");
        lifecycle.set("stage", given.value("--lifecycle-stage"));
        lifecycle.set("replacement_feature_ids", given.value("--replacement-feature-id"));
        lifecycle.set("note", given.value("--note"));
        ObjectNode plan = row.putObject("plan");
        plan.set("horizon", given.value("--horizon"));
        plan.set("slot", given.value("--slot"));
        plan.set("target_claim_tier", given.value("--claim-tier"));
        plan.set("target_lifecycle_stage", given.value("--target-lifecycle-stage"));
        plan.setAll(given.present("--out-of-bounds-disposition"));
        return row;
    }

    private static Command plan() {
        return Command.of(
                "plan",
                "Sets when features are meant to come and which tier they aim at.",
                given -> Request.operation(
                        "feature.plan",
                        given.present(
                                "--ids",
                                "--horizon",
                                "--claim-tier",
                                "--out-of-bounds-disposition",
                                "--target-lifecycle-stage",
                                "--slot")),
                IDS,
                text("--horizon", "When they are meant to come.").needed().choices(Choices.HORIZONS),
                text("--claim-tier", "The tier that their claims shall reach.").choices(Vocabulary.TIERS),
                text("--out-of-bounds-disposition", "Whether out-of-bounds features may stay in the code.")
                        .choices(Vocabulary.DISPOSITIONS),
                text("--target-lifecycle-stage", "The stage that they are meant to reach.")
                        .choices(Vocabulary.LIFECYCLE),
                text("--slot", "The release train or sprint, with --horizon explicit."));
    }

    private static Command lifecycle() {
        return Command.group(
                "lifecycle",
                "The stage of life that features are in.",
                Command.of(
                        "set",
                        "Sets the stage of features.",
                        given -> {
                            ObjectNode arguments =
                                    given.present("--ids", "--stage", "--effective-release-id", "--note");
                            arguments.set("replacement_feature_ids", given.value("--replacement-feature-id"));
                            return Request.operation("feature.lifecycle", Given.withoutNulls(arguments));
                        },
                        IDS,
                        text("--stage", "The stage.").needed().choices(Vocabulary.LIFECYCLE),
                        list("--replacement-feature-id", "What replaces them."),
                        text("--effective-release-id", "The release from which it holds."),
                        text("--note", "Why.")));
    }

    private static Command parents() {
        return Command.group(
                "parent",
                "Which features are parts of which; says nothing about passing.",
                parents("add", "Makes features parts of others too."),
                parents("set", "Makes features parts of exactly these others."),
                parents("remove", "Takes features out of others."),
                Command.of(
                        "clear",
                        "Takes features out of every other.",
                        given -> parents("clear", given.all("--ids")),
                        IDS));
    }

    private static Command parents(String mode, String summary) {
        return Command.of(
                mode,
                summary,
                given -> parents(mode, given.all("--ids", "--parent-ids")),
                IDS,
                some("--parent-ids", "The features that they are parts of.").needed());
    }

    private static Request parents(String mode, ObjectNode arguments) {
        return Request.operation("feature.parents", arguments.put("mode", mode));
    }

    private static Command children() {
        Option parent = text("--id", "The feature that has the parts.").needed();
        return Command.group(
                "children",
                "The parts of a feature.",
                children("add", "Adds parts; the same as `feature parent add` from the other end.", parent),
                children("remove", "Takes parts away; the same as `feature parent remove` from the other end.", parent),
                Command.of(
                        "list",
                        "Lists the parts of a feature.",
                        given -> new Request.Operation("feature.children", given.all("--id"), Printed.CHILDREN),
                        parent));
    }

    private static Command children(String mode, String summary, Option parent) {
        return Command.of(
                mode,
                summary,
                given -> {
                    ObjectNode arguments = Json.object();
                    arguments.set("ids", given.value("--child-ids"));
                    arguments.putArray("parent_ids").add(given.value("--id"));
                    return parents(mode, arguments);
                },
                parent,
                some("--child-ids", "The parts.").needed());
    }

    private static Command parentAudit() {
        return Command.of(
                        "parent-audit",
                        "Finds parent links that look like prerequisites; `parent-audit migrate` turns one into a"
                                + " requirement.",
                        FeatureCommands::parentAudit,
                        text("--feature-id", "With migrate: the feature."),
                        text("--parent-id", "With migrate: the parent that it requires."),
                        flag("--remove-parent-link", "With migrate: takes the parent link away."))
                .taking(
                        new Positional("path_or_command", ".", "The repository, or the word migrate."),
                        new Positional("path", "", "With migrate: the repository."));
    }

    private static Request parentAudit(Given given) {
        ObjectNode arguments = given.present("--feature-id", "--parent-id");
        if ("migrate".equals(given.text("path_or_command"))) {
            if (arguments.size() < 2) {
                given.refuse("feature parent-audit migrate requires --feature-id and --parent-id");
            }
            return Request.operation("feature.parent_migrate", arguments.setAll(given.all("--remove-parent-link")));
        }
        if (!"".equals(given.text("path"))) {
            given.refuse("feature parent-audit accepts either <path> or migrate <path>");
        } else if (!arguments.isEmpty() || given.isSet("--remove-parent-link")) {
            given.refuse("feature parent-audit migration flags require the migrate subcommand");
        }
        return Request.operation("feature.parent_audit", Json.object());
    }

    private static Command certifyProofGraph() {
        return Command.of(
                "certify-proof-graph",
                "Runs the tests of features, writes their evidence, and certifies them in a release.",
                given -> Request.operation(
                        "feature.certify_proof_graph",
                        given.all(
                                "--ids",
                                "--boundary-id",
                                "--boundary-title",
                                "--release-id",
                                "--release-version",
                                "--robustness-dimensions",
                                "--write-report",
                                "--promote",
                                "--publish")),
                IDS,
                text("--boundary-id", "The boundary that takes them in; made when it is not there.")
                        .needed(),
                text("--boundary-title", "Its title, when it is made.").needed(),
                text("--release-id", "The release; made when it is not there.").needed(),
                text("--release-version", "Its version.").needed(),
                some("--robustness-dimensions", "The dimensions that the T3 evidence states.")
                        .needed(),
                flag("--write-report", "Writes the certification report."),
                flag("--promote", "Promotes the release once it is certified."),
                flag("--publish", "Publishes the release once it is promoted."));
    }
}

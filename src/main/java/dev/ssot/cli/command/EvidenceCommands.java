package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import java.util.Map;

/** {@code ssot evidence}. */
final class EvidenceCommands {

    private static final RowCommands ROWS = new RowCommands(Section.EVIDENCE);
    private static final Map<String, String> RENAMED = Map.of("--evidence-path", "path");

    private EvidenceCommands() {}

    static Command group() {
        return Command.group(
                "evidence",
                "Evidence: files that support claims, such as reports and logs.",
                create(),
                ROWS.get(),
                ROWS.list(),
                update(),
                ROWS.delete(),
                ROWS.link("--claim-ids", "--test-ids"),
                ROWS.unlink("--claim-ids", "--test-ids"),
                Command.of(
                        "verify",
                        "Checks whether evidence is there and can be used; all of it without --evidence-id.",
                        given -> Request.operation("evidence.verify", given.present("--evidence-id")),
                        text("--evidence-id", "Which evidence.")));
    }

    private static ObjectNode withContext(Given given, ObjectNode row) {
        row.set(
                "release_context",
                given.object("--release-context-json", "--release-context-file", "evidence release context"));
        return row;
    }

    private static Command create() {
        return ROWS.create(
                "Adds an evidence row.",
                given -> withContext(
                        given,
                        ROWS.row(
                                given,
                                RENAMED,
                                "--id",
                                "--title",
                                "--status",
                                "--kind",
                                "--tier",
                                "--origin",
                                "--claim-ids",
                                "--test-ids",
                                "--robustness-dimensions",
                                "--source-evidence-ids")),
                text("--id", "Its id, as evd:...").needed(),
                text("--title", "Its title.").needed(),
                text("--status", "How far it is.")
                        .choices(Vocabulary.EVIDENCE_STATUSES)
                        .otherwise("planned"),
                text("--kind", "Its kind, such as report or log.").needed(),
                text("--tier", "The tier that it counts for.")
                        .choices(Vocabulary.TIERS)
                        .otherwise("T0"),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--origin", "Where it came from.").choices(Choices.ORIGINS).otherwise("repo-local"),
                text("--evidence-path", "The file, from the repository's root.").needed(),
                list("--claim-ids", "Claims that it supports.").orNone(),
                list("--test-ids", "Tests that it belongs to.").orNone(),
                list("--robustness-dimensions", "The dimensions that it covers."),
                list("--source-evidence-ids", "Evidence of lower tiers that it extends."),
                text("--release-context-json", "Release and boundary of T3 evidence, as a JSON object."),
                text("--release-context-file", "The same, from a file."));
    }

    private static Command update() {
        return ROWS.update(
                "Changes an evidence row.",
                given -> withContext(
                        given,
                        ROWS.row(
                                given,
                                RENAMED,
                                "--title",
                                "--status",
                                "--kind",
                                "--tier",
                                "--origin",
                                "--robustness-dimensions",
                                "--source-evidence-ids")),
                text("--title", "The new title."),
                text("--status", "The new status.").choices(Vocabulary.EVIDENCE_STATUSES),
                text("--kind", "The new kind."),
                text("--tier", "The tier that it counts for.").choices(Vocabulary.TIERS),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--origin", "Where it came from.").choices(Choices.ORIGINS),
                text("--evidence-path", "The file, from the repository's root."),
                list("--robustness-dimensions", "The dimensions that it covers."),
                list("--source-evidence-ids", "Evidence of lower tiers that it extends."),
                text("--release-context-json", "Release and boundary of T3 evidence, as a JSON object."),
                text("--release-context-file", "The same, from a file."));
    }
}

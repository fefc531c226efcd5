package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.some;
import static dev.ssot.cli.command.Option.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code ssot release}. */
final class ReleaseCommands {

    private static final RowCommands ROWS = new RowCommands(Section.RELEASES);

    private static final Option RELEASE = text("--release-id", "Which release; the active one if left out.");

    private ReleaseCommands() {}

    static Command group() {
        return Command.group(
                "release",
                "Releases: what is certified, promoted and published.",
                create(),
                ROWS.get(),
                ROWS.list(),
                ROWS.update(
                        "Changes a release.",
                        ReleaseCommands::changes,
                        RowCommands.BODY,
                        RowCommands.BODY_FILE,
                        text("--version", "The new version."),
                        text("--status", "The new status.").choices(Vocabulary.RELEASE_STATUSES),
                        text("--boundary-id", "The first boundary."),
                        list("--boundary-ids", "All boundaries.")),
                ROWS.delete(),
                ROWS.linkOne("add-claim", "Adds claims to a release.", "--claim-ids", "The claims."),
                ROWS.linkOne("remove-claim", "Takes claims out of a release.", "--claim-ids", "The claims."),
                ROWS.linkOne("add-evidence", "Adds evidence to a release.", "--evidence-ids", "The evidence."),
                ROWS.linkOne("remove-evidence", "Takes evidence out of a release.", "--evidence-ids", "The evidence."),
                boundaries("add-boundary", "Adds boundaries to a release.", "add"),
                boundaries("remove-boundary", "Takes boundaries out of a release.", "remove"),
                Command.of(
                        "certify",
                        "Certifies a release when everything that it needs is there.",
                        given -> Request.operation("release.certify", given.present("--release-id", "--write-report")),
                        RELEASE,
                        flag("--write-report", "Writes the certification report.")),
                step("promote", "Promotes a certified release and writes its snapshot."),
                step("publish", "Publishes a promoted release and writes its snapshot."),
                revoke(),
                verifyLocal());
    }

    private static Command create() {
        return ROWS.create(
                "Adds a release.",
                given -> {
                    ObjectNode row = ROWS.row(
                            given, "--id", "--version", "--status", "--boundary-id", "--claim-ids", "--evidence-ids");
                    withFirst(given, row.putArray("boundary_ids"));
                    return row;
                },
                text("--id", "Its id, as rel:...").needed(),
                RowCommands.BODY,
                RowCommands.BODY_FILE,
                text("--version", "Its version.").needed(),
                text("--status", "How far it is.")
                        .choices(Vocabulary.RELEASE_STATUSES)
                        .otherwise("draft"),
                text("--boundary-id", "The first boundary.").needed(),
                list("--boundary-ids", "Further boundaries."),
                list("--claim-ids", "Its claims.").orNone(),
                list("--evidence-ids", "Its evidence.").orNone());
    }

    /** The first boundary and the others, each once. */
    private static void withFirst(Given given, ArrayNode boundaries) {
        Set<String> ids = new LinkedHashSet<>();
        if (given.text("--boundary-id") != null) {
            ids.add(given.text("--boundary-id"));
        }
        given.value("--boundary-ids").forEach(id -> ids.add(id.textValue()));
        ids.forEach(boundaries::add);
    }

    private static ObjectNode changes(Given given) {
        ObjectNode changes = ROWS.row(given, "--version", "--status");
        JsonNode several = given.value("--boundary-ids");
        if (several.isNull() && given.text("--boundary-id") == null) {
            return changes;
        }
        ArrayNode boundaries = changes.putArray("boundary_ids");
        withFirst(given, boundaries);
        if (boundaries.isEmpty()) {
            given.refuse("At least one boundary id is required when updating boundary membership");
            return changes;
        }
        changes.set("boundary_id", boundaries.get(0));
        return changes;
    }

    private static Command boundaries(String name, String summary, String mode) {
        return Command.of(
                name,
                summary,
                given -> Request.operation(
                        "release.boundaries",
                        given.all("--id", "--boundary-ids").put("mode", mode)),
                ROWS.id(),
                some("--boundary-ids", "The boundaries.").needed());
    }

    private static Command step(String name, String summary) {
        return Command.of(
                name, summary, given -> Request.operation("release." + name, given.present("--release-id")), RELEASE);
    }

    private static Command revoke() {
        return Command.of(
                "revoke",
                "Revokes a release and keeps the reason.",
                given -> Request.operation("release.revoke", given.all("--release-id", "--reason")),
                text("--release-id", "Which release, as rel:...").needed(),
                text("--reason", "Why.").needed());
    }

    private static Command verifyLocal() {
        return Command.of(
                "verify-local",
                "Makes the local assurance files of a release: source snapshot, manifest, bundle, report.",
                given -> {
                    ObjectNode arguments = given.present("--release-id", "--path-policy", "--blocking");
                    arguments.put("write_artifacts", !given.isSet("--no-write-artifacts"));
                    return Request.operation("release.verify_local", arguments);
                },
                RELEASE,
                text("--path-policy", "Which sources count.")
                        .choices(Choices.PATH_POLICIES)
                        .otherwise("ssot-only"),
                flag("--no-write-artifacts", "Only answers, and writes no file."),
                flag("--blocking", "Says in the report that it stands in the way of a release."));
    }
}

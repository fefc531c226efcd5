package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.some;
import static dev.ssot.cli.command.Option.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.export.Rendering;
import dev.ssot.registry.json.Json;

/** {@code ssot init}, {@code validate}, {@code config}, {@code registry} and {@code graph}. */
final class RegistryCommands {

    private RegistryCommands() {}

    static Command init() {
        return Command.of(
                        "init",
                        "Makes a registry in a repository.",
                        given -> new Request.Initialize(given.all("--repo-id", "--repo-name", "--version", "--force")),
                        text("--repo-id", "The repository's id, as repo:...").otherwise("repo:example"),
                        text("--repo-name", "The repository's name.").otherwise("example"),
                        text("--version", "The version that is worked on.").otherwise("0.1.0"),
                        flag("--force", "Replaces the registry that is there."))
                .withoutRegistry();
    }

    static Command validate() {
        return Command.of(
                "validate",
                "Checks the registry against every rule.",
                given -> Request.operation(
                        given.isSet("--write-report") ? "registry.validation_report" : "registry.validate",
                        Json.object()),
                flag("--write-report", "Writes the report to .ssot/reports/validation.report.json too."));
    }

    static Command config() {
        return Command.group(
                "config",
                "The configuration of a repository, .ssot/ssot.toml.",
                Command.of(
                        "init",
                        "Writes the default configuration.",
                        given -> Request.operation("config.init", given.all("--force")),
                        flag("--force", "Replaces the one that is there.")),
                Command.of(
                        "show", "Shows the configuration.", given -> Request.operation("config.show", Json.object())),
                Command.of(
                        "validate",
                        "Checks the configuration.",
                        given -> Request.operation("config.validate", Json.object())));
    }

    static Command registry() {
        return Command.group(
                "registry",
                "The registry as a whole.",
                export(
                        "registry",
                        "Writes the whole registry to a file.",
                        text("--format", "The form of the file.").needed().choices(Rendering.Format.names())),
                Command.of(
                        "sync-statuses",
                        "Derives the statuses that follow from links and files.",
                        given -> Request.operation("registry.sync_statuses", given.all("--dry-run")),
                        flag("--dry-run", "Names the changes without saving them.")),
                Command.of(
                        "repair-doc-hashes",
                        "Takes over the content of ADRs and specs that were edited by hand.",
                        given -> Request.operation("registry.repair_doc_hashes", given.all("--ids")),
                        some("--ids", "Which ADRs and specs.").needed()));
    }

    static Command graph() {
        return Command.group(
                "graph",
                "The registry as a graph of rows and links.",
                export(
                        "graph",
                        "Writes the graph to a file.",
                        text("--format", "The form of the file.").needed().choices(Choices.GRAPH_FORMATS)));
    }

    private static Command export(String what, String summary, Option format) {
        return Command.of(
                "export",
                summary,
                given -> {
                    ObjectNode arguments = given.all("--format");
                    arguments.set("output", given.target("--output"));
                    return Request.operation(what + ".export", Given.withoutNulls(arguments));
                },
                format,
                text("--output", "The file; a file below .ssot if left out."));
    }
}

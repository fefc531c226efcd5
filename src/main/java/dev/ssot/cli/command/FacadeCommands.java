package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.integer;
import static dev.ssot.cli.command.Option.text;
import static dev.ssot.cli.command.Option.toggle;

import dev.ssot.registry.json.Json;
import java.util.List;

/** {@code ssot repo}, {@code project} and {@code generate}: the tools that the contract names itself. */
final class FacadeCommands {

    private FacadeCommands() {}

    static Command repo() {
        return Command.group(
                "repo",
                "The repository around a folder, with or without a registry.",
                Command.of(
                                "status",
                                "Shows its root, identity, origin and the kinds of project in it.",
                                given -> Request.operation("repo.status", Json.object()))
                        .withoutRegistry());
    }

    static Command project() {
        return Command.group(
                "project",
                "Projects that are governed from their first commit on.",
                Command.of(
                                "init",
                                "Makes a registry, a catalog with what is published from it, and a CI step.",
                                given -> Request.operation(
                                        "project.init",
                                        given.present(
                                                "--project-name", "--package-kind", "--template", "--target-subdir")),
                                text("--project-name", "Its name: lower-case letters, digits and dashes.")
                                        .needed(),
                                text("--package-kind", "What it is; application if left out.")
                                        .choices(List.of(
                                                "application", "skill", "agent", "workflow", "chatbot", "library")),
                                text("--template", "What the example operation is about.")
                                        .choices(List.of("chatbot", "dashboard", "api")),
                                text("--target-subdir", "A folder below the repository; the repository if left out."))
                        .withoutRegistry());
    }

    static Command generate() {
        return Command.of(
                "generate",
                "Makes an artifact of an operation or of a lease's slice, as text or in a file.",
                given -> Request.operation(
                        "code.generate",
                        given.present(
                                "--kind",
                                "--operation-id",
                                "--lease-id",
                                "--output-path",
                                "--expected-sha256",
                                "--vcs-agent-id",
                                "--prompt",
                                "--validate")),
                text("--kind", "What is made: client and schema of an operation, evidence and test of a lease.")
                        .needed()
                        .choices(List.of("client", "schema", "evidence", "test")),
                text("--operation-id", "The operation, by its id in the catalog."),
                text("--lease-id", "The lease whose slice it is for, and whose paths it stays in."),
                text("--output-path", "The file, from the root of the repository; only shown if left out."),
                text("--expected-sha256", "SHA-256 of the file that is replaced."),
                integer("--vcs-agent-id", "The agent that a snapshot is taken for."),
                text("--prompt", "Kept beside the result and never interpreted."),
                toggle("--validate", "Checks more than that the text can be parsed."));
    }
}

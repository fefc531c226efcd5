package dev.ssot.cli.command;

import dev.ssot.registry.json.Json;

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
}

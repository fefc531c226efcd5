package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.integer;
import static dev.ssot.cli.command.Option.text;

/** {@code ssot operation}, {@code audit}, {@code workspace} and {@code takeover}: what was changed, and the way back. */
final class LogCommands {

    private static final Option LEASE = text("--lease-id", "The lease under which it was done, while it is held.");
    private static final Option AGENT = text("--agent-id", "The agent: a worker, or a number.");
    private static final Option TOKEN = integer("--fencing-token", "The token of that lease.");

    private LogCommands() {}

    static Command operation() {
        return Command.group(
                "operation",
                "The log of everything that was changed here, and the way back.",
                Command.of(
                        "list",
                        "Lists the newest operations.",
                        given -> Request.operation("operation.list", given.present("--agent-id", "--limit")),
                        text("--agent-id", "Only what this worker did."),
                        integer("--limit", "How many.").otherwise(10)),
                turn(
                        "undo",
                        "Brings back rows and files as they were before an operation.",
                        "What is undone: OP-000012."),
                turn("redo", "Does again what was undone.", "What is done again: OP-000012."));
    }

    static Command audit() {
        return Command.group(
                "audit",
                "Whether the log is as it was written.",
                Command.of(
                        "verify",
                        "Checks the log entry by entry and names what was changed, moved or removed.",
                        given -> Request.operation("audit.verify", given.present("--expect")),
                        text("--expect", "An end that an earlier check printed, kept elsewhere."),
                        flag("--json", "Prints JSON, as it does without.")));
    }

    static Command workspace() {
        return Command.group(
                "workspace",
                "A copy of the worktree for one agent, apart from the others until it is merged.",
                Command.of(
                        "create",
                        "Copies the worktree as it is now.",
                        given -> Request.operation("workspace.create", given.present("--agent-id", "--replace")),
                        AGENT.needed(),
                        flag("--replace", "Drops the one that the agent has; a snapshot keeps its changes.")),
                Command.of(
                        "status",
                        "Lists what was changed in it since.",
                        given -> Request.operation("workspace.status", given.present("--agent-id")),
                        AGENT.needed()),
                Command.of(
                        "merge",
                        "Brings its changes into the worktree, all or none, and ends it.",
                        given -> Request.operation(
                                "workspace.merge", given.present("--agent-id", "--lease-id", "--fencing-token")),
                        AGENT.needed(),
                        text("--lease-id", "Your lease, to write paths that it covers."),
                        TOKEN));
    }

    static Command takeover() {
        return Command.group(
                "takeover",
                "What a worker leaves behind for the next one.",
                Command.of(
                                "handoff",
                                "Shows what it changed, what passed and failed, and whether that is in the base branch.",
                                given -> Request.operation(
                                        "takeover.handoff", given.present("--agent-id", "--lease-id", "--feature-id")),
                                AGENT,
                                text("--lease-id", "A lease of it."),
                                text("--feature-id", "A feature: its last lease that was given up or ran out."))
                        .withOneOf("--agent-id", "--lease-id", "--feature-id"));
    }

    private static Command turn(String name, String summary, String what) {
        return Command.of(
                name,
                summary,
                given -> Request.operation(
                        "operation." + name, given.present("--operation-id", "--lease-id", "--fencing-token")),
                text("--operation-id", what).needed(),
                LEASE,
                TOKEN);
    }
}

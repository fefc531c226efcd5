package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.integer;
import static dev.ssot.cli.command.Option.text;

/** {@code ssot operation} and {@code audit}: what was changed, whether that is so, and back. */
final class LogCommands {

    private static final Option LEASE = text("--lease-id", "The lease under which it was done, while it is held.");
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
                turn("undo", "Brings back rows and files as they were before an operation.", "What is undone: OP-000012."),
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

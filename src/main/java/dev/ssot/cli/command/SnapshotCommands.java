package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.integer;
import static dev.ssot.cli.command.Option.some;
import static dev.ssot.cli.command.Option.text;

/** {@code ssot snapshot}. */
final class SnapshotCommands {

    private static final Option AGENT = text("--agent-id", "The agent: a worker's name, or a number.");
    private static final Option ID =
            text("--snapshot-id", "The snapshot, such as S-000001.").needed();

    private SnapshotCommands() {}

    static Command group() {
        return Command.group(
                "snapshot",
                "Snapshots of the worktree: what it held, and the way back.",
                Command.of(
                        "create",
                        "Keeps what the worktree holds now, untracked files included.",
                        given -> Request.operation(
                                "snapshot.create", given.present("--agent-id", "--description", "--paths")),
                        AGENT.needed(),
                        text("--description", "Why it is taken."),
                        some("--paths", "Only these files and folders, from the root of the repository.")),
                Command.of(
                        "list",
                        "Lists snapshots, the newest first.",
                        given -> Request.operation("snapshot.list", given.present("--agent-id", "--limit")),
                        AGENT,
                        integer("--limit", "At most so many.").otherwise(10)),
                Command.of(
                        "diff",
                        "Shows the paths of which two snapshots hold different things.",
                        given -> Request.operation("snapshot.diff", given.present("--before", "--after")),
                        text("--before", "The earlier one, such as S-000001.").needed(),
                        text("--after", "The later one.").needed()),
                Command.of(
                        "restore",
                        "Brings paths back to what a snapshot holds, all or none; a snapshot is taken before.",
                        given -> Request.operation(
                                "snapshot.restore",
                                given.present(
                                        "--snapshot-id",
                                        "--paths",
                                        "--force",
                                        "--agent-id",
                                        "--lease-id",
                                        "--fencing-token",
                                        "--overridden-by",
                                        "--reason")),
                        ID,
                        some("--paths", "Only these files and folders; all that the snapshot covers if left out."),
                        flag("--force", "Overwrites changes that no snapshot and no commit holds."),
                        AGENT,
                        text("--lease-id", "Your lease, to restore paths that it covers."),
                        integer("--fencing-token", "The token of that lease."),
                        text("--overridden-by", "Who decides to restore under the leases of others."),
                        text("--reason", "Why they decide so.")));
    }
}

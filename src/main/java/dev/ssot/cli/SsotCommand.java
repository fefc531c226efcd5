package dev.ssot.cli;

import dev.ssot.operation.Version;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code ssot}: the command line. */
@Command(
        name = "ssot",
        description = "Several coding agents on one repository, from a single source of truth.",
        mixinStandardHelpOptions = true,
        versionProvider = SsotCommand.VersionText.class,
        synopsisSubcommandLabel = "COMMAND")
public final class SsotCommand {

    private SsotCommand() {}

    /** Runs a command line and answers its exit status: 0, 1 for what did not pass, 2 for a wrong call. */
    public static int run(
            String[] arguments,
            DaemonControl daemon,
            TrustControl trust,
            TrustControl.Terminal terminal,
            PrintWriter out,
            PrintWriter err) {
        return new CommandLine(new SsotCommand())
                .addSubcommand(new DaemonCommand(daemon))
                .addSubcommand(new TrustCommand(trust, terminal))
                .addSubcommand(new CiCommand())
                .setOut(out)
                .setErr(err)
                .setAbbreviatedOptionsAllowed(false)
                .execute(arguments);
    }

    static final class VersionText implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"ssot " + Version.current()};
        }
    }
}

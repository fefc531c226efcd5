package dev.ssot.boot;

import dev.ssot.mcp.RepositoryChoice;
import dev.ssot.operation.Version;
import dev.ssot.workspace.RepositoryRoot;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The arguments of {@code ssot-mcp}. What it prints goes to standard error. */
@Command(
        name = "ssot-mcp",
        description = "Serves the operations of ssot to one agent over MCP on standard input and output.",
        mixinStandardHelpOptions = true)
final class FrontArguments {

    @Option(names = "--transport", defaultValue = "stdio", description = "stdio; HTTP is the daemon's.")
    private String transport = "stdio";

    @Option(names = "--repo", paramLabel = "PATH", description = "Serves this repository and no other.")
    private @Nullable Path repo;

    @Option(names = "--repo-mode", paramLabel = "explicit", description = "explicit: every call names its repository.")
    private @Nullable String repoMode;

    private FrontArguments() {}

    /** What the arguments come to. */
    sealed interface Parsed {

        record Valid(RepositoryChoice repositories) implements Parsed {}

        /** Everything was said on standard error; the process ends with this status. */
        record Ended(int status) implements Parsed {}
    }

    static Parsed parse(String[] arguments, PrintStream err) {
        FrontArguments parsed = new FrontArguments();
        CommandLine command = new CommandLine(parsed)
                .setAbbreviatedOptionsAllowed(false)
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setOut(new PrintWriter(err, true, StandardCharsets.UTF_8));
        command.getCommandSpec().version("ssot-mcp " + Version.current());
        try {
            var result = command.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(result)) {
                return new Parsed.Ended(0);
            }
            return parsed.choice(err);
        } catch (ParameterException wrong) {
            err.println(wrong.getMessage());
            command.usage(err);
            return new Parsed.Ended(2);
        }
    }

    private Parsed choice(PrintStream err) {
        if (!transport.equals("stdio")) {
            return wrong(err, "ssot-mcp speaks stdio only, not %s: HTTP is served by the daemon".formatted(transport));
        }
        if (repoMode != null && !repoMode.equals("explicit")) {
            return wrong(err, "--repo-mode takes explicit, not " + repoMode);
        }
        if ((repo == null) == (repoMode == null)) {
            return wrong(err, "give exactly one of --repo PATH and --repo-mode explicit");
        }
        return new Parsed.Valid(repo == null ? new RepositoryChoice.Explicit() : pinned(repo));
    }

    /** A path without a registry is kept: the tools are listed, and each call says what is missing. */
    private static RepositoryChoice pinned(Path path) {
        return switch (RepositoryRoot.locate(path)) {
            case RepositoryRoot.Search.Found(RepositoryRoot root) -> new RepositoryChoice.Pinned(root.path());
            case RepositoryRoot.Search.NotFound(String message) ->
                new RepositoryChoice.Pinned(path.toAbsolutePath().normalize());
        };
    }

    private static Parsed wrong(PrintStream err, String message) {
        err.println(message);
        return new Parsed.Ended(2);
    }
}

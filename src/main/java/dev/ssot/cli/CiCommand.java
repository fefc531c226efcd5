package dev.ssot.cli;

import dev.ssot.contract.SchemaFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssot ci}: holds the published contracts against the code. */
@Command(
        name = "ci",
        description = "Checks and writes the published contracts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "operations-sync")
final class CiCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "operations-sync",
            description = "Compares contracts/operations/schemas with the request and result records.",
            mixinStandardHelpOptions = true)
    int operationsSync(
            @Option(names = "--target", required = true, description = "schemas") SchemaTarget target,
            @Option(names = "--write", description = "Writes what differs instead of only naming it.") boolean write)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SchemaFiles files = SchemaFiles.of(Path.of("").toAbsolutePath());
        List<Path> stale = files.stale();
        if (write) {
            files.write();
            stale.forEach(path -> out.println("wrote " + path));
        } else {
            stale.forEach(path -> out.println(
                    "%s is stale; run `ssot ci operations-sync --target %s --write`".formatted(path, target)));
        }
        out.flush();
        return write || stale.isEmpty() ? 0 : 1;
    }

    /** What can be compared. */
    enum SchemaTarget {
        schemas
    }
}

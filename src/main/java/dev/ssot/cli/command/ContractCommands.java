package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.text;

import dev.ssot.contract.ProjectRoot;
import dev.ssot.contract.SyncReport;
import dev.ssot.contract.Synchronization;
import dev.ssot.contract.Target;
import dev.ssot.registry.json.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Commands about published contracts: {@code ci}. */
final class ContractCommands {

    private static final Option FORMAT = text("--format", "How the report is printed.")
            .choices(List.of("text", "json"))
            .otherwise("text");

    private ContractCommands() {}

    static Command ci() {
        return Command.group(
                "ci",
                "Checks of the published contracts of a project with a catalog.",
                HereCommands.here(
                        "operations-sync",
                        "Compares published files with the catalog and the code.",
                        given -> host -> sync(given, host),
                        text("--target", "What is compared.").needed().choices(Target.choices()),
                        flag("--write", "Writes what differs, all files or none, instead of only naming it."),
                        FORMAT));
    }

    private static int sync(Given given, Host host) {
        return switch (ProjectRoot.find(host.project(), host.folder())) {
            case ProjectRoot.Search.Missing(String message) -> {
                host.err().println("Error: " + message);
                yield 1;
            }
            case ProjectRoot.Search.Found(Path root) -> sync(given, root, host);
        };
    }

    private static int sync(Given given, Path root, Host host) {
        Set<Target> targets = Target.named(String.valueOf(given.text("--target")));
        Synchronization files = new Synchronization(root, targets, CommandTable.surface());
        try {
            SyncReport report = given.isSet("--write") ? files.write() : files.check();
            print(report, "json".equals(given.text("--format")), host);
            return report.passed() ? 0 : 1;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static void print(SyncReport report, boolean json, Host host) {
        if (json) {
            host.out().println(new String(CanonicalJson.write(report.json()), StandardCharsets.UTF_8));
            return;
        }
        for (SyncReport.FileReport file : report.files()) {
            if (file.status() == SyncReport.Status.ERROR) {
                host.err().println("Error: " + file.message());
            } else {
                host.out().println(file.message());
            }
            if (file.diff() != null) {
                host.out().print(file.diff());
            }
        }
    }
}

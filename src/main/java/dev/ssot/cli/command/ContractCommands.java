package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.text;

import dev.ssot.contract.ProjectRoot;
import dev.ssot.contract.Registrations;
import dev.ssot.contract.SyncReport;
import dev.ssot.contract.Synchronization;
import dev.ssot.contract.Target;
import dev.ssot.contract.verify.CommandCompliance;
import dev.ssot.contract.verify.OperationsVerify;
import dev.ssot.contract.verify.Report;
import dev.ssot.contract.verify.ReportFormat;
import dev.ssot.registry.json.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

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
                        FORMAT),
                HereCommands.here(
                        "operations-verify",
                        "Holds catalog, published files and the running program together.",
                        given -> host -> report(given, host, OperationsVerify::run),
                        text("--format", "How the report is printed.")
                                .choices(ReportFormat.names())
                                .otherwise("text")),
                HereCommands.here(
                        "command-compliance",
                        "Holds schemas, registries and the documentation to what the code has.",
                        given -> host -> report(given, host, CommandCompliance::run),
                        FORMAT));
    }

    /** An examination of a project and of what this program registers. */
    private interface Examiner {

        Report run(Path root, Supplier<Registrations> program);
    }

    private static int report(Given given, Host host, Examiner examiner) {
        return inProject(host, root -> {
            Report report = examiner.run(root, host.registrations());
            host.out()
                    .print(ReportFormat.of(String.valueOf(given.text("--format")))
                            .print(report));
            return report.passed() ? 0 : 1;
        });
    }

    private static int inProject(Host host, ToIntFunction<Path> task) {
        return switch (ProjectRoot.find(host.project(), host.folder())) {
            case ProjectRoot.Search.Missing(String message) -> {
                host.err().println("Error: " + message);
                yield 1;
            }
            case ProjectRoot.Search.Found(Path root) -> task.applyAsInt(root);
        };
    }

    private static int sync(Given given, Host host) {
        return inProject(host, root -> sync(given, root, host));
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

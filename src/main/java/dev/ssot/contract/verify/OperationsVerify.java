package dev.ssot.contract.verify;

import dev.ssot.contract.Registrations;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Holds a project's published contracts, its catalog and the running program together. It finds all and writes nothing. */
public final class OperationsVerify {

    static final List<Check> CHECKS = List.of(
            new SchemaCheck(),
            new CatalogCheck(),
            new RegistryCheck(),
            new GovernanceCheck(),
            new AliasCheck(),
            new ToolCheck(),
            new CommandCheck(),
            new MethodCheck(),
            new RouteCheck(),
            new EnvironmentCheck(),
            new StaleCheck());

    private OperationsVerify() {}

    /** @param program what this program registers; asked only if the catalog says that it describes this program */
    public static Report run(Path root, Supplier<Registrations> program) {
        Examination examination = examine(root, program, CHECKS);
        List<Row> rows = examination.rows();
        String summary = "operations-verify OK (%d catalog rows, %d tools, %d commands, %d methods; %s)"
                .formatted(
                        rows.size(),
                        rows.stream().filter(Row::hasTool).count(),
                        rows.stream().mapToInt(row -> row.commands().size()).sum(),
                        rows.stream().filter(Row::hasMethod).count(),
                        examination.running() == null ? "no runtime compared" : "runtime compared");
        return new Report(summary, rows.size(), examination.findings());
    }

    static Examination examine(Path root, Supplier<Registrations> program, List<Check> checks) {
        boolean ours = new Examination(root, null)
                .catalog()
                .tree()
                .path("runtime")
                .asText()
                .equals("ssot");
        Examination examination = new Examination(root, ours ? program.get() : null);
        checks.forEach(check -> check.examine(examination));
        return examination;
    }
}

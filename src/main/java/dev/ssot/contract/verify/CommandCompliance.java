package dev.ssot.contract.verify;

import dev.ssot.contract.Registrations;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Holds a project's schemas and registries to the values that the code has, and its documentation to what there is. */
public final class CommandCompliance {

    static final List<Check> CHECKS = List.of(
            new SchemaCheck(),
            new EnumCheck(),
            new GovernanceCheck(),
            new AliasCheck(),
            new CapabilityCheck(),
            new EmbeddedCopyCheck(),
            new DocumentationCheck());

    private CommandCompliance() {}

    /** @param program what this program registers; asked only if the catalog says that it describes this program */
    public static Report run(Path root, Supplier<Registrations> program) {
        Examination examination = OperationsVerify.examine(root, program, CHECKS);
        int rows = examination.rows().size();
        int version = examination
                .document(RegistryCheck.COMMANDS)
                .tree()
                .path("schema_version")
                .asInt();
        return new Report(
                "command-compliance OK (registry schema v%d, %d operations)".formatted(version, rows),
                rows,
                examination.findings());
    }
}

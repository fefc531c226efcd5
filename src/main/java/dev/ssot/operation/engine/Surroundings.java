package dev.ssot.operation.engine;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.CommandShell;
import dev.ssot.operation.Initialization;
import dev.ssot.operation.project.ProjectContracts;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What operations need of the program around them.
 *
 * @param isToolRegistered tells whether a tool exists here, for results that recommend calls
 * @param operations finds an operation of the catalog by its id
 * @param shell runs command lines
 * @param initialization makes the registry of a new project
 * @param contracts makes its catalog and what is published from it
 */
public record Surroundings(
        Predicate<String> isToolRegistered,
        Function<String, Optional<CatalogEntry>> operations,
        CommandShell shell,
        Initialization initialization,
        ProjectContracts contracts) {

    /** Around an engine of that catalog. */
    public static Surroundings of(
            Catalog catalog, CommandShell shell, Initialization initialization, ProjectContracts contracts) {
        return new Surroundings(
                tool -> catalog.entries().stream()
                        .anyMatch(entry -> entry.name().equals(tool)),
                catalog::find,
                shell,
                initialization,
                contracts);
    }
}

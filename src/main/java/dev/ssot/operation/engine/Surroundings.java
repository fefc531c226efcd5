package dev.ssot.operation.engine;

import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.CommandShell;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What operations need of the program around them.
 *
 * @param isToolRegistered tells whether a tool exists here, for results that recommend calls
 * @param operations finds an operation of the catalog by its id
 * @param shell runs command lines
 */
public record Surroundings(
        Predicate<String> isToolRegistered, Function<String, Optional<CatalogEntry>> operations, CommandShell shell) {}

package dev.ssot.cli;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.Initialization;
import dev.ssot.operation.Operations;

/** What stands behind the command line. Help and mistakes do without, so it is made when a command first needs it. */
public record Backing(Catalog catalog, Operations operations, Initialization initialization) {}

/** Writes the registry and its graph into files of the repository. */
@NullMarked
package dev.ssot.operation.export;

import org.jspecify.annotations.NullMarked;

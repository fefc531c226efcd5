/** Artifacts made from what the catalog and the registry say, the same for the same question. */
@NullMarked
package dev.ssot.operation.generate;

import org.jspecify.annotations.NullMarked;

/** What the next worker is told of the one before. */
@NullMarked
package dev.ssot.operation.takeover;

import org.jspecify.annotations.NullMarked;

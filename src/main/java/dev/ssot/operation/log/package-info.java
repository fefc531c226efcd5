/** The log of operations: looking at it, checking it, undoing and redoing what it tells of. */
@NullMarked
package dev.ssot.operation.log;

import org.jspecify.annotations.NullMarked;

/** Claiming, renewing, completing, abandoning slices, and the campaigns that they belong to. */
@NullMarked
package dev.ssot.operation.slice;

import org.jspecify.annotations.NullMarked;

/** Giving rows the statuses that follow from what is known. */
@NullMarked
package dev.ssot.operation.sync;

import org.jspecify.annotations.NullMarked;

/** Asking whether claims, evidence and profiles hold. */
@NullMarked
package dev.ssot.operation.guard;

import org.jspecify.annotations.NullMarked;

/** Freezing boundaries and leading releases from certification to their end. */
@NullMarked
package dev.ssot.operation.release;

import org.jspecify.annotations.NullMarked;

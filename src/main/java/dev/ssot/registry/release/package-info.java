/** Freezing boundaries, and the way of a release from its certification to its end, with what is written along. */
@NullMarked
package dev.ssot.registry.release;

import org.jspecify.annotations.NullMarked;

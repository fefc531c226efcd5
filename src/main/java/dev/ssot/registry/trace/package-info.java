/** What was changed in the registry and by which write, in hashes: how a later state is held against what is known. */
@NullMarked
package dev.ssot.registry.trace;

import org.jspecify.annotations.NullMarked;

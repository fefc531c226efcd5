/** Changes of the registry, as pure functions from one snapshot to the next. */
@NullMarked
package dev.ssot.registry.mutation;

import org.jspecify.annotations.NullMarked;

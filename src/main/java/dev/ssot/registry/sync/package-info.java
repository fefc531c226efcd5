/** The statuses that follow from what is linked, from files and from runs of tests. */
@NullMarked
package dev.ssot.registry.sync;

import org.jspecify.annotations.NullMarked;

/** What workers are told: events, acknowledgements, conflicts. */
@NullMarked
package dev.ssot.operation.event;

import org.jspecify.annotations.NullMarked;

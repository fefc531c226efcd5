/** Maturation: tiers, slices, leases, events, campaigns. Pure decisions over ports; time comes in as an argument. */
@NullMarked
package dev.ssot.campaign;

import org.jspecify.annotations.NullMarked;

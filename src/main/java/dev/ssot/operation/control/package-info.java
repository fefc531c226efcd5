/** Workers, leases, tiers and the worktree, as people look after them. */
@NullMarked
package dev.ssot.operation.control;

import org.jspecify.annotations.NullMarked;

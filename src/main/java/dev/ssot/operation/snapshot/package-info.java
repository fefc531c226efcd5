/** Snapshots of the worktree: take, list, compare and restore them. */
@NullMarked
package dev.ssot.operation.snapshot;

import org.jspecify.annotations.NullMarked;

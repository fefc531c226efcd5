/** Contents of a worktree that are kept by their hash, and the way back to them. */
@NullMarked
package dev.ssot.workspace.snapshot;

import org.jspecify.annotations.NullMarked;

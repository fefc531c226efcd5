/** Copies of the worktree, in which one agent works apart from the others. */
@NullMarked
package dev.ssot.workspace.copy;

import org.jspecify.annotations.NullMarked;

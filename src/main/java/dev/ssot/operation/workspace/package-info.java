/** Workspaces: a copy of the worktree for one agent, and the way of its changes back. */
@NullMarked
package dev.ssot.operation.workspace;

import org.jspecify.annotations.NullMarked;

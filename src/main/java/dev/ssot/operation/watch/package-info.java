/** Notices what others do to the registry and the worktree beside us, and tells it once. */
@NullMarked
package dev.ssot.operation.watch;

import org.jspecify.annotations.NullMarked;

/** What a worktree holds at a moment, by content: manifests, their differences, and the cache that makes them cheap. */
@NullMarked
package dev.ssot.workspace.tree;

import org.jspecify.annotations.NullMarked;

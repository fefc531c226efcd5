package dev.ssot.operation.workspace;

import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.PathChange;
import dev.ssot.workspace.tree.TreeEntry;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be done so that the worktree has the changes of a workspace, file by file: a file that both changed in
 * different ways is a conflict.
 *
 * @param taken paths that get what the workspace holds
 * @param conflicts what the worktree did to the paths that the workspace changed too
 */
record ThreeWay(SortedSet<String> taken, SortedMap<String, String> conflicts) {

    static ThreeWay of(List<PathChange> changes, OpenWorkspace workspace, Manifest worktree) {
        SortedSet<String> taken = new TreeSet<>();
        SortedMap<String, String> conflicts = new TreeMap<>();
        for (PathChange change : changes) {
            Optional<TreeEntry> base = workspace.base().entry(change.path());
            Optional<TreeEntry> theirs = workspace.now().entry(change.path());
            Optional<TreeEntry> ours = worktree.entry(change.path());
            if (ours.equals(theirs)) {
                continue;
            }
            if (ours.equals(base)) {
                taken.add(change.path());
            } else {
                conflicts.put(change.path(), ours.isEmpty() ? "Removed" : base.isEmpty() ? "Added" : "Modified");
            }
        }
        return new ThreeWay(taken, conflicts);
    }
}

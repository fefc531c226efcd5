package dev.ssot.registry;

import java.util.Set;

/**
 * What differs between two snapshots. A renamed row counts as removed and added.
 *
 * @param objects keys of the top level that hold no rows and were changed: {@code program}
 */
public record Delta(Set<RowRef> added, Set<RowRef> changed, Set<RowRef> removed, Set<String> objects) {

    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty() && objects.isEmpty();
    }
}

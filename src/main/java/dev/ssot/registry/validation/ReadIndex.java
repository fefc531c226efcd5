package dev.ssot.registry.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has read what, so that a change finds the checks that have to be made again. A check that no longer reads
 * something stays where it is: it is made once too often, which changes nothing.
 */
final class ReadIndex {

    private final Layers<Read, List<Check>> readers;

    private ReadIndex(Layers<Read, List<Check>> readers) {
        this.readers = readers;
    }

    static ReadIndex empty() {
        return new ReadIndex(Layers.of(Map.of(), List.of()));
    }

    List<Check> readersOf(Read read) {
        return readers.get(read);
    }

    Recording record() {
        return new Recording();
    }

    /** Collects the reads of checks that are made one after the other. */
    final class Recording {

        private final Map<Read, List<Check>> changed = new HashMap<>();
        private Check current = new Check.OfTopLevel();

        void begin(Check check) {
            current = check;
        }

        void add(Read read) {
            List<Check> now = changed.get(read);
            if (now != null && now.getLast().equals(current)) {
                return;
            }
            List<Check> before = readers.get(read);
            if (before.contains(current)) {
                return;
            }
            if (now == null) {
                now = new ArrayList<>(before.size() + 1);
                now.addAll(before);
                changed.put(read, now);
            }
            now.add(current);
        }

        ReadIndex finish() {
            return new ReadIndex(readers.with(changed));
        }
    }
}

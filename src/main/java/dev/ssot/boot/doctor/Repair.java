package dev.ssot.boot.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Something that can be mended without loss, whoever else works here meanwhile.
 *
 * @param backup keeps in a folder of its own what the action touches
 */
record Repair(Backup backup, Action action) {

    @FunctionalInterface
    interface Backup {
        void into(Path folder) throws IOException;
    }

    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    /** Touches these files, of which copies are kept; those that are gone by then need none. */
    static Repair of(List<Path> files, Action action) {
        return new Repair(folder -> Copies.of(files, folder), action);
    }
}

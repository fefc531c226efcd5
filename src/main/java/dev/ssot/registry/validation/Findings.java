package dev.ssot.registry.validation;

import dev.ssot.registry.Row;
import java.util.ArrayList;
import java.util.List;

/** Collects what the rules of one check have to say. */
final class Findings {

    private final List<Finding> all = new ArrayList<>(0);

    void failure(String message) {
        add(Finding.Kind.FAILURE, message);
    }

    void warning(String message) {
        add(Finding.Kind.WARNING, message);
    }

    void strict(String message) {
        add(Finding.Kind.STRICT, message);
    }

    void file(String message) {
        add(Finding.Kind.FILE, message);
    }

    void add(Finding.Kind kind, String message) {
        all.add(new Finding(kind, message));
    }

    List<Finding> all() {
        return all.isEmpty() ? List.of() : List.copyOf(all);
    }

    /** How messages name the row: {@code features.feat:a}. */
    static String name(Row row) {
        return row.section().key() + "." + row.id();
    }
}

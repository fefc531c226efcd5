package dev.ssot.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions with their arguments, in step. */
final class Filter {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    Filter and(String condition, Object... values) {
        conditions.add(condition);
        arguments.addAll(List.of(values));
        return this;
    }

    Filter equal(String column, @Nullable String value) {
        return value == null ? this : and(column + " = ?", value);
    }

    Filter equalOrNull(String column, @Nullable String value) {
        return value == null ? this : and("(%s = ? OR %s IS NULL)".formatted(column, column), value);
    }

    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Object[] arguments() {
        return arguments.toArray();
    }
}

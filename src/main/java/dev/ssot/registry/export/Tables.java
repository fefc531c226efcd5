package dev.ssot.registry.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows as tables, a column for each field in the order in which fields first appear. */
final class Tables {

    private Tables() {}

    /** Lines end with CR LF, as RFC 4180 has it. */
    static String csv(List<ObjectNode> rows) {
        Set<String> columns = columns(rows);
        StringBuilder out = new StringBuilder();
        line(out, columns, column -> column);
        rows.forEach(row -> line(out, columns, column -> cell(row, column)));
        return out.toString();
    }

    private static void line(StringBuilder out, Set<String> columns, Function<String, String> cell) {
        String text = columns.stream().map(cell).map(Tables::quotedWhereNeeded).collect(Collectors.joining(","));
        out.append(columns.size() == 1 && text.isEmpty() ? "\"\"" : text).append("\r\n");
    }

    private static String quotedWhereNeeded(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    static String bars(List<ObjectNode> rows) {
        Set<String> columns = columns(rows);
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (String column : columns) {
            int widest = rows.stream()
                    .mapToInt(row -> width(cell(row, column)))
                    .max()
                    .orElse(0);
            widths.put(column, Math.max(width(column), widest));
        }
        StringBuilder out = new StringBuilder();
        out.append(joined(columns, " | ", column -> padded(column, widths.getOrDefault(column, 0))));
        out.append(joined(columns, "-+-", column -> "-".repeat(widths.getOrDefault(column, 0))));
        rows.forEach(row -> out.append(
                joined(columns, " | ", column -> padded(cell(row, column), widths.getOrDefault(column, 0)))));
        return out.toString();
    }

    private static String joined(Set<String> columns, String bar, Function<String, String> cell) {
        return columns.stream().map(cell).collect(Collectors.joining(bar, "", "\n"));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - width(text));
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Set<String> columns(List<ObjectNode> rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
        return columns;
    }

    private static String cell(ObjectNode row, String column) {
        return Rendering.scalar(row.path(column));
    }
}

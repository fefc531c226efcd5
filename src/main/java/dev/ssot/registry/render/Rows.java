package dev.ssot.registry.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.PythonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A value as lines and columns: a list of objects, the list that an object carries, or one line for anything else. */
record Rows(List<String> columns, List<Map<String, String>> lines) {

    private static final List<String> LISTS = List.of("entities", "nodes", "edges");

    static Rows of(JsonNode value) {
        Set<String> columns = new LinkedHashSet<>();
        List<Map<String, String>> lines = new ArrayList<>();
        if (isRows(value)) {
            value.forEach(row -> lines.add(line(row, columns)));
        } else if (value.isObject()) {
            JsonNode carried = LISTS.stream()
                    .map(value::path)
                    .filter(Rows::isRows)
                    .findFirst()
                    .orElse(null);
            if (carried != null) {
                return of(carried);
            }
            lines.add(line(value, columns));
        } else {
            columns.add("value");
            lines.add(Map.of("value", PythonText.scalar(value)));
        }
        return new Rows(List.copyOf(columns), lines);
    }

    private static boolean isRows(JsonNode value) {
        return value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isObject);
    }

    private static Map<String, String> line(JsonNode row, Set<String> columns) {
        Map<String, String> line = new LinkedHashMap<>();
        row.properties().forEach(field -> {
            columns.add(field.getKey());
            line.put(field.getKey(), PythonText.scalar(field.getValue()));
        });
        return line;
    }

    String csv() {
        StringBuilder out = new StringBuilder();
        csvLine(columns, out);
        lines.forEach(line -> csvLine(cells(line), out));
        return out.toString();
    }

    private List<String> cells(Map<String, String> line) {
        return columns.stream().map(column -> line.getOrDefault(column, "")).toList();
    }

    private static void csvLine(List<String> cells, StringBuilder out) {
        // A line of one empty cell would read back as no line at all.
        boolean lonely = cells.size() == 1 && cells.getFirst().isEmpty();
        out.append(lonely ? "\"\"" : cells.stream().map(Rows::csvCell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String csvCell(String text) {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    String table() {
        List<Integer> widths = columns.stream().map(this::width).toList();
        List<String> text = new ArrayList<>();
        text.add(tableLine(columns, widths, " ", " | "));
        text.add(tableLine(Collections.nCopies(columns.size(), ""), widths, "-", "-+-"));
        lines.forEach(line -> text.add(tableLine(cells(line), widths, " ", " | ")));
        return String.join("\n", text) + "\n";
    }

    private int width(String column) {
        return lines.stream().map(line -> length(line.getOrDefault(column, ""))).reduce(length(column), Math::max);
    }

    private static String tableLine(List<String> cells, List<Integer> widths, String fill, String between) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            padded.add(cells.get(i) + fill.repeat(widths.get(i) - length(cells.get(i))));
        }
        return String.join(between, padded);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

package dev.ssot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A terminal that a person looks at: rows as a table of their short fields, anything else as indented names and values.
 *
 * @param colours whether it may be coloured
 * @param width in columns
 */
public record Screen(boolean colours, int width) {

    /** The fields that a table shows of a row, where it has them. */
    private static final List<String> COLUMNS = List.of(
            "id",
            "title",
            "version",
            "status",
            "implementation_status",
            "tier",
            "kind",
            "severity",
            "event_id",
            "event_type");

    private static final String BOLD = "1";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String CYAN = "36";

    String show(JsonNode value) {
        if (value.isArray()) {
            return value.isEmpty() ? "none\n" : isRows(value) ? table(value) : indented(value, 0);
        }
        if (value.path("passed").isBoolean() && value.path("error").isTextual()) {
            return paint(RED, "error: ") + value.path("error").textValue() + "\n"
                    + value.path("next").asText("") + "\n";
        }
        return indented(value, 0);
    }

    private static boolean isRows(JsonNode value) {
        return StreamSupport.stream(value.spliterator(), false)
                .allMatch(row -> row.path("id").isTextual());
    }

    private String table(JsonNode rows) {
        List<String> columns = COLUMNS.stream()
                .filter(column ->
                        StreamSupport.stream(rows.spliterator(), false).anyMatch(row -> row.has(column)))
                .toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(columns.stream()
                .map(column -> PythonText.scalar(row.path(column)).replace('\n', ' '))
                .toList()));
        List<Integer> widths = IntStream.range(0, columns.size())
                .mapToObj(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .collect(Collectors.toCollection(ArrayList::new));
        shrink(widths, columns.indexOf("title"));
        String head = line(lines.getFirst(), widths, text -> paint(BOLD, text));
        String body = lines.stream()
                .skip(1)
                .map(line -> line(line, widths, Function.identity()))
                .collect(Collectors.joining());
        return head + body + paint(CYAN, rows.size() == 1 ? "1 row" : rows.size() + " rows") + "\n";
    }

    /** The title gives way when a line is too long. */
    private void shrink(List<Integer> widths, int title) {
        int total = widths.stream().mapToInt(column -> column + 2).sum();
        if (title >= 0 && total > width) {
            widths.set(title, Math.max(12, widths.get(title) - (total - width)));
        }
    }

    private static String line(List<String> cells, List<Integer> widths, Function<String, String> paint) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            int room = widths.get(i);
            String shown = cell.length() > room ? cell.substring(0, room - 1) + "…" : cell;
            line.append(paint.apply(shown)).append(" ".repeat(room - shown.length() + 2));
        }
        return line.toString().stripTrailing() + "\n";
    }

    private String indented(JsonNode value, int depth) {
        String indent = "  ".repeat(depth);
        StringBuilder text = new StringBuilder();
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                text.append(indent)
                        .append(paint(CYAN, field.getKey()))
                        .append(':')
                        .append(item(field, depth));
            }
        } else if (value.isArray()) {
            value.forEach(element -> text.append(indent).append('-').append(item(Map.entry("", element), depth)));
        } else {
            text.append(indent).append(PythonText.scalar(value)).append('\n');
        }
        return text.toString();
    }

    private String item(Map.Entry<String, JsonNode> field, int depth) {
        JsonNode value = field.getValue();
        if (value.isContainerNode()) {
            return value.isEmpty() ? " none\n" : "\n" + indented(value, depth + 1);
        }
        String text = value.isNull() ? "-" : PythonText.scalar(value).replace("\n", "\n" + "  ".repeat(depth + 1));
        boolean verdict = field.getKey().equals("passed") && value.isBoolean();
        return " " + (verdict ? paint(value.booleanValue() ? GREEN : RED, text) : text) + "\n";
    }

    private String paint(String colour, String text) {
        return colours ? "\u001B[" + colour + "m" + text + "\u001B[0m" : text;
    }
}

package dev.ssot.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns that line up: the first to the left, the last to the left, those between to the right. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Table(String... header) {
        rows.add(List.of(header));
    }

    void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row needs a cell for each column");
        }
        rows.add(List.of(cells));
    }

    /** A line below the table. */
    void note(String line) {
        notes.add(line);
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            String line = IntStream.range(0, columns)
                    .mapToObj(column -> {
                        boolean left = column == 0 || column == columns - 1;
                        return ("%" + (left ? "-" : "") + widths[column] + "s").formatted(row.get(column));
                    })
                    .collect(Collectors.joining("  "));
            text.append(line.stripTrailing()).append('\n');
        }
        notes.forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }
}

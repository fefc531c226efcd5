package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words that somebody looks for. A row is found when each of them stands somewhere in its values, in any case of
 * letters; keys do not count.
 */
record Query(String phrase, List<String> words) {

    private static final List<String> TEXTS = List.of("description", "body", "path", "slug", "summary", "note");

    /** The places of a word in a row, from the heaviest. */
    private static final int ID = 4;

    private static final int TITLE = 3;
    private static final int TEXT = 2;
    private static final int ANYWHERE = 1;

    /** A phrase weighs more than its words, wherever these stand. */
    private static final int PHRASE = 10;

    static Query of(String text) {
        List<String> words = Arrays.asList(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return new Query(String.join(" ", words), words);
    }

    /** How well the row fits: 0 when a word is missing, else more for the phrase, the id, the title and the texts. */
    int weight(Row row) {
        int weakest = words.stream().mapToInt(word -> place(row, word)).min().orElse(0);
        if (weakest == 0 || words.size() == 1) {
            return weakest;
        }
        int whole = place(row, phrase);
        return whole == 0 ? weakest : PHRASE + whole;
    }

    private static int place(Row row, String wanted) {
        if (row.id().toLowerCase(Locale.ROOT).contains(wanted)) {
            return ID;
        }
        if (holds(row.json().path("title"), wanted)) {
            return TITLE;
        }
        if (TEXTS.stream().anyMatch(field -> holds(row.json().path(field), wanted))) {
            return TEXT;
        }
        return holds(row.json(), wanted) ? ANYWHERE : 0;
    }

    private static boolean holds(JsonNode value, String wanted) {
        if (value.isTextual()) {
            return value.textValue().toLowerCase(Locale.ROOT).contains(wanted);
        }
        for (JsonNode element : value) {
            if (holds(element, wanted)) {
                return true;
            }
        }
        return false;
    }
}

package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.operation.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the catalog has to say of itself, beside what its schema asks for. */
final class CatalogCheck implements Check {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\b(TODO|TBD|FIXME|XXX)\\b|(?i)lorem ipsum|description goes here");

    @Override
    public void examine(Examination examination) {
        names(examination);
        for (Row row : examination.rows()) {
            if (!row.hasTool() && !row.hasMethod() && row.commands().isEmpty()) {
                examination.find(
                        Rule.PROJECTION_MISSING,
                        row.at("/id"),
                        row,
                        "operation %s is no tool, no command and no method; give it one or remove it",
                        row.id());
            }
            if (saysNothing(row.text("title"), row.text("description"))) {
                examination.find(
                        Rule.PLACEHOLDER_DESCRIPTION,
                        row.at("/description"),
                        row,
                        "the description of %s says no more than its title: %s",
                        row.id(),
                        row.text("description"));
            }
        }
        if (examination.running() != null) {
            errorCodes(examination);
        }
    }

    private static void names(Examination examination) {
        Map<Rule, Set<String>> seen = new HashMap<>();
        for (Row row : examination.rows()) {
            declare(examination, seen, Rule.DUPLICATE_ID, row, row.id(), row.at("/id"));
            if (row.hasTool()) {
                declare(examination, seen, Rule.DUPLICATE_TOOL, row, row.tool(), row.at("/mcp"));
            }
            if (row.hasMethod()) {
                declare(examination, seen, Rule.DUPLICATE_METHOD, row, row.method(), row.at("/rpc"));
            }
            for (Row.Command command : row.commands()) {
                declare(examination, seen, Rule.DUPLICATE_CLI_PATH, row, command.words(), command.place());
            }
        }
    }

    private static void declare(
            Examination examination,
            Map<Rule, Set<String>> seen,
            Rule rule,
            Row row,
            String name,
            Finding.Place place) {
        if (!seen.computeIfAbsent(rule, _ -> new HashSet<>()).add(name)) {
            examination.find(rule, place, row, "%s is declared more than once", name);
        }
    }

    private static boolean saysNothing(String title, String description) {
        String said = words(description);
        return said.equals(words(title)) || PLACEHOLDER.matcher(description).find() || said.split(" ").length < 4;
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }

    /** Both ways: what is declared exists, and what exists is declared. */
    private static void errorCodes(Examination examination) {
        Set<String> unused =
                new TreeSet<>(Stream.of(ErrorCode.values()).map(ErrorCode::text).toList());
        Set<String> known = Set.copyOf(unused);
        List<String> lists = new ArrayList<>(List.of("/common_error_codes"));
        examination.rows().forEach(row -> lists.add("/operations/%d/error_codes".formatted(row.index())));
        for (String list : lists) {
            int index = 0;
            for (JsonNode code : examination.catalog().tree().at(list)) {
                unused.remove(code.asText());
                if (!known.contains(code.asText())) {
                    examination.find(
                            Rule.ERROR_CODE_UNKNOWN,
                            examination.catalog().at(list + "/" + index),
                            "there is no error code %s",
                            code.asText());
                }
                index++;
            }
        }
        unused.forEach(code -> examination.find(
                Rule.ERROR_CODE_UNUSED,
                examination.catalog().at("/common_error_codes"),
                "the program knows the error code %s, and no operation declares it",
                code));
    }
}

package dev.ssot.operation.commandline;

import dev.ssot.operation.Version;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words of a command line as an agent's call of it is run.
 *
 * @param normalized as the agent gave them, with {@code upgrade} bound to this version
 * @param warnings says what was changed
 */
record CommandWords(List<String> normalized, List<String> warnings) {

    private static final String TARGET = "--target-version";

    static CommandWords of(List<String> given) {
        return command(given).equals("upgrade") ? upgrade(given) : new CommandWords(given, List.of());
    }

    private static String command(List<String> words) {
        for (Iterator<String> each = words.iterator(); each.hasNext(); ) {
            String word = each.next();
            if (word.equals("--output-format") || word.equals("--output-file")) {
                if (each.hasNext()) {
                    each.next();
                }
            } else if (!word.startsWith("-")) {
                return word;
            }
        }
        return "";
    }

    private static CommandWords upgrade(List<String> given) {
        List<String> normalized = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Iterator<String> each = given.iterator(); each.hasNext(); ) {
            String word = each.next();
            boolean separate = word.equals(TARGET) && each.hasNext();
            if (separate) {
                each.next();
            }
            if (separate || word.startsWith(TARGET + "=")) {
                warnings.add("MCP upgrade ignores --target-version and uses the currently running ssot-mcp"
                        + " binary/runtime instead.");
            } else if (!word.equals(TARGET)) {
                normalized.add(word);
            }
        }
        if (!normalized.contains("--sync-docs")) {
            normalized.add("--sync-docs");
            warnings.add("MCP upgrade added --sync-docs so packaged ADR/SPEC documents are refreshed with the current"
                    + " runtime.");
        }
        warnings.add("MCP upgrade is running with installed ssot version %s.".formatted(Version.current()));
        return new CommandWords(normalized, warnings);
    }

    /** With JSON asked for, unless a form was named or only help or the version is wanted. */
    List<String> complete() {
        boolean aboutItself =
                normalized.isEmpty() || normalized.stream().anyMatch(List.of("-h", "--help", "--version")::contains);
        boolean formNamed = normalized.stream()
                .anyMatch(word -> word.equals("--output-format") || word.startsWith("--output-format="));
        return aboutItself || formNamed
                ? normalized
                : Stream.concat(Stream.of("--output-format", "json"), normalized.stream())
                        .toList();
    }
}

package dev.ssot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.cli.command.Command;
import java.util.List;
import java.util.Map;

/** What a command line was understood as. */
sealed interface Parsed {

    /**
     * A command that can be run.
     *
     * @param path its words
     * @param values by name: what was given, and the fallbacks of what was not
     */
    record Ready(List<String> path, Command command, Map<String, JsonNode> values) implements Parsed {}

    /** @param path the words before the question */
    record Help(List<String> path) implements Parsed {}

    record Version() implements Parsed {}

    /** @param path the words that were understood */
    record Wrong(List<String> path, String problem) implements Parsed {}
}

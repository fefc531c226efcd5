package dev.ssot.selftest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.selftest.history.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a trial came to.
 *
 * @param figures what else was counted or measured
 * @param skipped why there was nothing to run
 * @param histories the files of the histories that show violations, or of all if they are to be kept
 */
public record Report(
        String name,
        int processes,
        long rounds,
        long calls,
        long kills,
        List<Violation> violations,
        double seconds,
        long seed,
        Map<String, Object> figures,
        Optional<String> skipped,
        List<String> histories) {

    private static final int SHOWN = 20;

    public boolean passed() {
        return violations.isEmpty();
    }

    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("name", name)
                .put("passed", passed())
                .put("processes", processes)
                .put("rounds", rounds)
                .put("calls", calls)
                .put("kills", kills)
                .put("seconds", seconds)
                .put("seed", seed);
        ArrayNode broken = json.putArray("violations");
        violations.forEach(violation -> broken.add(violation.json()));
        json.set("figures", Json.MAPPER.valueToTree(figures));
        skipped.ifPresent(why -> json.put("skipped", why));
        histories.forEach(json.putArray("histories")::add);
        return json;
    }

    public String text() {
        StringBuilder text =
                new StringBuilder("%-6s %8d rounds %9d calls %6d kills %4d violations %7.1f s  seed %d  %d processes"
                        .formatted(name, rounds, calls, kills, violations.size(), seconds, seed, processes));
        figures.forEach((figure, value) -> text.append("%n       %s: %s".formatted(figure, value)));
        skipped.ifPresent(why -> text.append("%n       skipped: %s".formatted(why)));
        violations.stream()
                .limit(SHOWN)
                .forEach(violation -> text.append(
                        "%n       %s: %s".formatted(violation.invariant().text(), violation.message())));
        if (violations.size() > SHOWN) {
            text.append("%n       and %d more".formatted(violations.size() - SHOWN));
        }
        histories.forEach(file -> text.append("%n       history: %s".formatted(file)));
        return text.toString();
    }
}

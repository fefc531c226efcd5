package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A feature's step from one tier to the next, with the roots that its lease covers. */
record Slice(String step, List<String> roots) {

    static Slice ofLease(JsonNode lease) {
        return new Slice(
                "%s %s->%s"
                        .formatted(
                                lease.path("feature_id").asText(),
                                lease.path("from_tier").asText(),
                                lease.path("to_tier").asText()),
                texts(lease.path("path_roots")));
    }

    static Slice ofEvent(JsonNode payload) {
        return new Slice(
                "%s %s"
                        .formatted(
                                payload.path("feature_id").asText(),
                                payload.path("transition").asText()),
                texts(payload.path("path_roots")));
    }

    /** Whether a root of one lies in a root of the other, however the file system takes upper and lower case. */
    boolean overlaps(Slice other) {
        return roots.stream().anyMatch(mine -> other.roots.stream().anyMatch(theirs -> touch(mine, theirs)));
    }

    private static boolean touch(String one, String other) {
        String a = folded(one);
        String b = folded(other);
        return a.startsWith(b) || b.startsWith(a);
    }

    private static String folded(String root) {
        return root.toLowerCase(Locale.ROOT) + "/";
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}

package dev.ssot.registry.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.json.CanonicalJson;

/** Where the files of boundaries and releases stand, and the form in which they are written. */
final class ReleaseFiles {

    private ReleaseFiles() {}

    /** {@code .ssot/releases/boundaries/bnd__default.snapshot.json}. */
    static String boundarySnapshot(String boundaryId) {
        return ".ssot/releases/boundaries/%s.snapshot.json".formatted(fileName(boundaryId));
    }

    /** {@code .ssot/releases/rel__1.0/published.snapshot.json}. */
    static String snapshot(String releaseId, String kind) {
        return ".ssot/releases/%s/%s.snapshot.json".formatted(fileName(releaseId), kind);
    }

    /** {@code .ssot/reports/promotion.report.json}. */
    static String report(String step) {
        return ".ssot/reports/%s.report.json".formatted(step);
    }

    static FileChange.Put put(String path, JsonNode content) {
        return new FileChange.Put(path, CanonicalJson.write(content));
    }

    private static String fileName(String id) {
        return id.replace(":", "__");
    }
}

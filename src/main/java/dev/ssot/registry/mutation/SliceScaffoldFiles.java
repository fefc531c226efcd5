package dev.ssot.registry.mutation;

import dev.ssot.registry.Tier;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.nio.charset.StandardCharsets;

/** What stands in the files of a scaffold until somebody writes them. */
final class SliceScaffoldFiles {

    private SliceScaffoldFiles() {}

    /** A test that fails, so that nobody takes a scaffold for a proof. */
    static byte[] failingTest(String featureId, String claimId) {
        return """
                def test_ssot_scaffold_is_not_written_yet():
                    raise AssertionError("replace this scaffold by a test of %s that proves %s")
                """.formatted(featureId, claimId).getBytes(StandardCharsets.UTF_8);
    }

    /** The artifact of evidence that nobody has collected. */
    static byte[] plannedEvidence(String featureId, String claimId, Tier tier) {
        return CanonicalJson.write(Json.object()
                .put("schema_version", "ssot.evidence.scaffold.v1")
                .put("feature_id", featureId)
                .put("claim_id", claimId)
                .put("target_tier", tier.name())
                .put("status", "planned"));
    }
}

package dev.ssot.operation.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Lease;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.ScaffoldFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be made for the slice of a lease: skeletons that state no result, and prove nothing until they are written. */
record SliceArtifacts(Registry registry, Lease lease) {

    /** Evidence that nobody has collected. */
    Artifact evidence() {
        List<Row> claims = claims();
        ObjectNode content = Json.object()
                .put("schema_version", "ssot.evidence.scaffold.v1")
                .put("lease_id", lease.leaseId())
                .put("feature_id", lease.featureId())
                .put("target_tier", lease.toTier().name())
                .put("status", "planned");
        claims.forEach(claim -> content.withArray("claim_ids").add(claim.id()));
        String text = new String(ScaffoldFiles.evidence("", content).bytes(), StandardCharsets.UTF_8);
        return new Artifact(Language.JSON, text, () -> noRow(claims, "claim"));
    }

    /** A test that fails until somebody writes it. */
    Artifact test() {
        List<Row> tests = registry.findAll(
                Section.TESTS,
                claims().stream()
                        .flatMap(claim -> claim.texts("test_ids").stream())
                        .distinct()
                        .toList());
        String planned = "tst:%s.%s"
                .formatted(
                        ScaffoldFiles.slug(lease.featureId()),
                        lease.toTier().name().toLowerCase(Locale.ROOT));
        String testId = tests.stream().findFirst().map(Row::id).orElse(planned);
        String text = new String(
                ScaffoldFiles.test(ScaffoldFiles.Kind.SLICE, "", testId, lease.featureId(), lease.toTier())
                        .bytes(),
                StandardCharsets.UTF_8);
        return new Artifact(Language.PYTHON, text, () -> noRow(tests, "test"));
    }

    private Optional<String> noRow(List<Row> rows, String what) {
        return rows.isEmpty()
                ? Optional.of(
                        "has no %s to name: %s has none for %s".formatted(what, lease.featureId(), lease.toTier()))
                : Optional.empty();
    }

    /** The claims of the tier that the slice goes to. */
    private List<Row> claims() {
        List<String> ids = registry.find(Section.FEATURES, lease.featureId())
                .map(feature -> feature.texts("claim_ids"))
                .orElse(List.of());
        return registry.findAll(Section.CLAIMS, ids).stream()
                .filter(claim -> lease.toTier().equals(claim.tier()))
                .toList();
    }
}

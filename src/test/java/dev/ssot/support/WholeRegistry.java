package dev.ssot.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.List;

/** A valid registry with rows in every section, linked as real ones are, and the files that they name. */
public final class WholeRegistry {

    private static final List<String> TIERS = List.of("t0", "t1", "t2");

    private final ObjectNode document = RegistryGenerator.skeleton();
    private final MemoryFiles files = new MemoryFiles();

    private WholeRegistry() {}

    /** @param size how many rows of each kind there are */
    public static WholeRegistry of(int size) {
        WholeRegistry whole = new WholeRegistry();
        for (int i = 0; i < size; i++) {
            whole.document("adrs", "adr", 1000 + i);
            whole.document("specs", "spec", 1000 + i);
            whole.feature("f" + i, i);
            whole.scope("f" + i, i);
        }
        return whole;
    }

    public ObjectNode document() {
        return document;
    }

    public MemoryFiles files() {
        return files;
    }

    /** The registry as it would be read from its bytes, which also stand among the files. */
    public Registry open() {
        byte[] bytes = CanonicalJson.write(document);
        files.put(".ssot/registry.json", bytes);
        return ((Registry.Opening.Opened) Registry.open(bytes, "test", "root")).registry();
    }

    public ObjectNode row(Section section, String id) {
        for (JsonNode row : document.path(section.key())) {
            if (row.path("id").asText().equals(id)) {
                return (ObjectNode) row;
            }
        }
        throw new AssertionError("no row " + id);
    }

    private void feature(String name, int number) {
        ObjectNode feature = authored(Section.FEATURES, "feat:" + name)
                .put("description", "It does something.")
                .put("implementation_status", "implemented");
        ids(feature, "spec_ids", "spc:" + (1000 + number));
        ids(
                feature,
                "claim_ids",
                TIERS.stream().map(tier -> claimId(name, tier)).toArray(String[]::new));
        ids(feature, "test_ids", "tst:" + name);
        ids(feature, "requires", number == 0 ? new String[0] : new String[] {"feat:f" + (number - 1)});
        ids(feature, "parent_feature_ids", number < 2 ? new String[0] : new String[] {"feat:f" + (number / 2)});
        feature.putObject("lifecycle").put("stage", "active").putNull("note").putArray("replacement_feature_ids");
        feature.putObject("plan")
                .put("horizon", "current")
                .putNull("slot")
                .put("target_claim_tier", "T2")
                .put("target_lifecycle_stage", "active");
        TIERS.forEach(tier -> claim(name, tier));
        ObjectNode test = authored(Section.TESTS, "tst:" + name)
                .put("status", "passing")
                .put("kind", "unit")
                .put("path", "tests/%s.txt".formatted(name));
        ids(test, "feature_ids", "feat:" + name);
        ids(test, "claim_ids", TIERS.stream().map(tier -> claimId(name, tier)).toArray(String[]::new));
        ids(test, "evidence_ids", "evd:" + name);
        files.put("tests/%s.txt".formatted(name), "test");
        ObjectNode evidence = authored(Section.EVIDENCE, "evd:" + name)
                .put("status", "passed")
                .put("kind", "report")
                .put("tier", "T2")
                .put("path", ".ssot/evidence/%s.json".formatted(name));
        ids(
                evidence,
                "claim_ids",
                TIERS.stream().map(tier -> claimId(name, tier)).toArray(String[]::new));
        ids(evidence, "test_ids", "tst:" + name);
        files.put(".ssot/evidence/%s.json".formatted(name), "{}");
    }

    private static String claimId(String name, String tier) {
        return "clm:%s.%s".formatted(name, tier);
    }

    private void claim(String name, String tier) {
        ObjectNode claim = authored(Section.CLAIMS, claimId(name, tier))
                .put("status", "evidenced")
                .put("tier", tier.toUpperCase(java.util.Locale.ROOT))
                .put("kind", "behaviour")
                .put("description", "");
        ids(claim, "feature_ids", "feat:" + name);
        ids(claim, "test_ids", "tst:" + name);
        ids(claim, "evidence_ids", "evd:" + name);
        int below = TIERS.indexOf(tier) - 1;
        ids(claim, "depends_on_claim_ids", below < 0 ? new String[0] : new String[] {claimId(name, TIERS.get(below))});
    }

    /** What gathers features: a profile, a boundary with its release; what endangers them: an issue and a risk. */
    private void scope(String name, int number) {
        ObjectNode profile = titled(Section.PROFILES, "prf:" + name)
                .put("description", "")
                .put("status", number % 2 == 0 ? "active" : "draft")
                .put("kind", "capability")
                .put("claim_tier", "T2");
        ids(profile, "feature_ids", "feat:" + name);
        ids(profile, "profile_ids", number == 0 ? new String[0] : new String[] {"prf:f" + (number - 1)});
        profile.putObject("evaluation").put("mode", "all_features_must_pass").put("allow_feature_override_tier", true);
        ObjectNode boundary = titled(Section.BOUNDARIES, "bnd:" + name)
                .put("status", "active")
                .put("frozen", false);
        ids(boundary, "feature_ids", "feat:" + name);
        ids(boundary, "profile_ids");
        ObjectNode release = rows(Section.RELEASES)
                .addObject()
                .put("id", "rel:" + name)
                .put("version", "1." + number)
                .put("status", "draft")
                .put("boundary_id", "bnd:" + name);
        ids(release, "boundary_ids", "bnd:" + name);
        ids(release, "claim_ids", claimId(name, "t2"));
        ids(release, "evidence_ids", "evd:" + name);
        for (Section section : List.of(Section.ISSUES, Section.RISKS)) {
            ObjectNode row = titled(section, section.prefix() + name)
                    .put("status", section == Section.ISSUES ? "open" : "active")
                    .put("severity", "low")
                    .put("description", "")
                    .put("release_blocking", false);
            ids(row, "feature_ids", "feat:" + name);
            ids(row, "claim_ids", claimId(name, "t1"));
            ids(row, "test_ids", "tst:" + name);
            ids(row, "evidence_ids", "evd:" + name);
            ids(
                    row,
                    section == Section.ISSUES ? "risk_ids" : "issue_ids",
                    (section == Section.ISSUES ? "rsk:" : "iss:") + name);
            if (section == Section.ISSUES) {
                row.putObject("plan").put("horizon", "next").putNull("slot");
            }
        }
    }

    private void document(String section, String kind, int number) {
        String prefix = kind.equals("adr") ? "adr:" : "spc:";
        String slug = "number-" + number;
        String path = ".ssot/%s/%s-%d-%s.json".formatted(kind, kind.toUpperCase(java.util.Locale.ROOT), number, slug);
        ObjectNode payload = Json.object()
                .put("schema_version", "0.7.0")
                .put("kind", kind)
                .put("id", prefix + number)
                .put("number", number)
                .put("slug", slug)
                .put("title", "Number " + number)
                .put("status", "draft")
                .put("origin", "repo-local")
                .put("summary", "A summary.")
                .put("body", "A body.");
        ObjectNode row = rows(Section.parse(section).orElseThrow()).addObject();
        row.setAll((ObjectNode) payload.deepCopy().without(List.of("schema_version", "kind", "summary", "body")));
        row.put("path", path).put("managed", false).put("immutable", false).put("package_version", "0.2.22");
        row.putArray("status_notes");
        ids(row, "supersedes");
        ids(row, "superseded_by");
        if (kind.equals("spec")) {
            payload.put("spec_kind", "normative");
            row.put("kind", "normative");
            ids(payload, "adr_ids", "adr:" + number);
            ids(row, "adr_ids", "adr:" + number);
        }
        byte[] bytes = CanonicalJson.write(payload);
        files.put(path, bytes);
        row.put("content_sha256", CanonicalJson.hash(bytes));
    }

    private ObjectNode titled(Section section, String id) {
        return rows(section).addObject().put("id", id).put("title", "Title of " + id);
    }

    private ObjectNode authored(Section section, String id) {
        return titled(section, id).put("origin", "repo-local");
    }

    private ArrayNode rows(Section section) {
        return (ArrayNode) document.get(section.key());
    }

    private static void ids(ObjectNode row, String field, String... ids) {
        ArrayNode list = row.putArray(field);
        List.of(ids).forEach(list::add);
    }
}

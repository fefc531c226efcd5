package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Creates a feature with what its proof will consist of: a claim and a test for each tier up to its target, and one
 * evidence row. Rows and files are born planned; the tests fail until somebody writes them.
 */
public record ProofGraphScaffold(ObjectNode feature) implements RegistryMutation {

    private static final Pattern NORMALIZED = Pattern.compile("[a-z][a-z0-9-]*:[a-z0-9][a-z0-9._-]*");

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        CreateRow create = new CreateRow(Section.FEATURES, feature);
        Optional<String> refusal = create.refusal(registry);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        String target = Optional.ofNullable(Row.text(feature.path("plan"), "target_claim_tier"))
                .filter(text -> !text.isEmpty())
                .orElse("T1");
        Optional<Tier> tier = Tier.parse(target);
        if (tier.isEmpty()) {
            return new Result.Refused("Unsupported claim tier: " + target);
        }
        IfInvalid ifInvalid = new IfInvalid.After("creating feature %s with scaffolded proof graph"
                .formatted(feature.path("id").textValue()));
        Graph graph = new Graph(create.completed(registry), tier.get());
        if (!NORMALIZED.matcher(graph.id).matches()) {
            return new Result.Refused(
                    ifInvalid.message(List.of("features.%s is not a normalized id".formatted(graph.id))));
        }
        return graph.addTo(registry, files, ifInvalid);
    }

    /** The rows and files that belong to one feature. */
    private static final class Graph {

        private final ObjectNode feature;
        private final String id;
        private final String title;
        private final Tier target;
        private final List<Tier> tiers;
        private final String slug;

        Graph(ObjectNode feature, Tier target) {
            this.feature = feature;
            this.id = feature.path("id").textValue();
            this.title = feature.path("title").asText();
            this.target = target;
            this.tiers = Arrays.stream(Tier.values()).filter(target::atLeast).toList();
            this.slug = ScaffoldFiles.slug(id);
        }

        Result addTo(Registry registry, RepositoryFiles files, IfInvalid ifInvalid) {
            Draft draft = new Draft(registry);
            putFirst("claim_ids", claimIds());
            putFirst("test_ids", testIds());
            draft.add(Section.FEATURES, feature);
            for (Tier tier : tiers) {
                Optional<String> taken =
                        taken(draft, Section.CLAIMS, claimId(tier)).or(() -> taken(draft, Section.TESTS, testId(tier)));
                if (taken.isPresent()) {
                    return new Result.Refused(taken.get());
                }
                draft.add(Section.CLAIMS, claim(tier));
                draft.add(Section.TESTS, test(tier));
            }
            Optional<String> taken = taken(draft, Section.EVIDENCE, evidenceId());
            if (taken.isPresent()) {
                return new Result.Refused(taken.get());
            }
            draft.add(Section.EVIDENCE, evidence());
            Reciprocals.add(draft, Section.FEATURES, feature);
            ObjectNode answer = Json.object().put("section", "features");
            answer.set("entity", feature);
            answer.set("scaffolded", scaffolded());
            return GuardedChange.of(draft, files, ifInvalid, answer, ScaffoldFiles.missing(files, files()), null);
        }

        private static Optional<String> taken(Draft draft, Section section, String id) {
            return draft.find(section, id).map(_ -> "%s already exists: %s".formatted(section.title(), id));
        }

        private ObjectNode claim(Tier tier) {
            ObjectNode claim = Json.object()
                    .put("id", claimId(tier))
                    .put("title", "%s %s claim".formatted(title, tier))
                    .put("status", tier == Tier.T0 ? "declared" : "proposed")
                    .put("tier", tier.name())
                    .put("kind", "runtime")
                    .put("description", "%s scaffold claim for %s.".formatted(tier, id));
            claim.set("origin", feature.get("origin"));
            IdLists.put(claim, "feature_ids", List.of(id));
            IdLists.put(claim, "test_ids", List.of(testId(tier)));
            IdLists.put(claim, "evidence_ids", List.of(evidenceId()));
            IdLists.put(claim, "depends_on_claim_ids", claimIds().subList(0, tier.ordinal()));
            return claim;
        }

        private ObjectNode test(Tier tier) {
            ObjectNode test = Json.object()
                    .put("id", testId(tier))
                    .put("title", "%s %s proof-graph scaffold test".formatted(title, tier))
                    .put("body", "Planned scaffold test for %s %s support.".formatted(id, tier))
                    .put("status", "planned")
                    .put("kind", "pytest")
                    .put("path", testPath(tier));
            test.set("origin", feature.get("origin"));
            IdLists.put(test, "feature_ids", List.of(id));
            IdLists.put(test, "claim_ids", List.of(claimId(tier)));
            IdLists.put(test, "evidence_ids", List.of(evidenceId()));
            ObjectNode execution = test.putObject("execution")
                    .put("mode", "command")
                    .put("cwd", ".")
                    .put("timeout_seconds", 600);
            IdLists.put(execution, "argv", List.of("python", "-m", "pytest", testPath(tier), "-q"));
            execution.putObject("env");
            execution.putObject("success").put("type", "exit_code").put("expected", 0);
            return test;
        }

        private ObjectNode evidence() {
            ObjectNode evidence = Json.object()
                    .put("id", evidenceId())
                    .put("title", "%s proof-graph scaffold evidence".formatted(title))
                    .put("status", "planned")
                    .put("kind", "scaffold")
                    .put("tier", target.name())
                    .put("body", "Planned scaffold evidence for %s.".formatted(id))
                    .put("path", evidencePath());
            evidence.set("origin", feature.get("origin"));
            IdLists.put(evidence, "claim_ids", claimIds());
            IdLists.put(evidence, "test_ids", testIds());
            return evidence;
        }

        private List<FileChange.Put> files() {
            List<FileChange.Put> files = new ArrayList<>();
            tiers.forEach(tier ->
                    files.add(ScaffoldFiles.test(ScaffoldFiles.Kind.ROW, testPath(tier), testId(tier), id, tier)));
            ObjectNode content = Json.object()
                    .put("schema_version", "ssot.evidence.scaffold.v1")
                    .put("feature_id", id)
                    .put("target_tier", target.name())
                    .put("status", "planned");
            IdLists.put(content, "claim_ids", claimIds());
            IdLists.put(content, "test_ids", testIds());
            files.add(ScaffoldFiles.evidence(evidencePath(), content));
            return files;
        }

        private ObjectNode scaffolded() {
            List<String> testPaths = tiers.stream().map(this::testPath).toList();
            ObjectNode scaffolded = Json.object();
            IdLists.put(scaffolded, "claim_ids", claimIds());
            scaffolded.put("test_id", testId(target));
            IdLists.put(scaffolded, "test_ids", testIds());
            scaffolded.put("evidence_id", evidenceId()).put("test_path", testPath(target));
            IdLists.put(scaffolded, "test_paths", testPaths);
            return scaffolded.put("evidence_path", evidencePath());
        }

        private void putFirst(String field, List<String> ids) {
            ArrayNode standing = IdLists.list(feature, field);
            LinkedHashSet<String> all = new LinkedHashSet<>(ids);
            standing.valueStream().forEach(value -> all.add(value.asText()));
            IdLists.put(feature, field, all);
        }

        private List<String> claimIds() {
            return tiers.stream().map(this::claimId).toList();
        }

        private List<String> testIds() {
            return tiers.stream().map(this::testId).toList();
        }

        private String claimId(Tier tier) {
            return "clm:%s.%s".formatted(slug, lower(tier));
        }

        private String testId(Tier tier) {
            return "tst:pytest.%s.%s.proof-graph".formatted(slug, lower(tier));
        }

        private String testPath(Tier tier) {
            return ScaffoldFiles.testPath("%s_%s_proof_graph".formatted(slug, lower(tier)));
        }

        private String evidenceId() {
            return "evd:%s.%s.proof-graph".formatted(lower(target), slug);
        }

        private String evidencePath() {
            return ".ssot/evidence/%s/proof-graph-%s.json".formatted(slug, lower(target));
        }

        private static String lower(Tier tier) {
            return tier.name().toLowerCase(Locale.ROOT);
        }
    }
}

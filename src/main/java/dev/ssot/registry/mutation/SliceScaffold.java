package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Edit;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.ReferenceField;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives a feature what a worker needs to prove one tier: claim, test and evidence rows linked both ways, and a file for
 * the test and for the evidence. Adds only what is missing; what it adds is planned and proves nothing yet.
 */
public record SliceScaffold(String featureId, Tier tier) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Optional<Row> feature = registry.find(Section.FEATURES, featureId);
        return feature.isEmpty()
                ? new Result.Unknown("unknown feature id: " + featureId)
                : new Wiring(registry, files, feature.get()).result();
    }

    /** One application to one snapshot. */
    private final class Wiring {

        private final RepositoryFiles files;
        private final Row feature;
        private final Draft draft;
        private final List<FileChange> changes = new ArrayList<>();

        private final String slug;
        private final String tierSlug = tier.name().toLowerCase(Locale.ROOT);
        private final String claimId;
        private final String testId;
        private final String evidenceId;
        private final ObjectNode created = Json.object();

        Wiring(Registry registry, RepositoryFiles files, Row feature) {
            this.files = files;
            this.feature = feature;
            this.draft = new Draft(registry);
            this.slug = ScaffoldFiles.slug(featureId);
            this.claimId = "clm:%s.%s".formatted(slug, tierSlug);
            this.testId = "tst:%s.%s".formatted(slug, tierSlug);
            this.evidenceId = "evd:%s.%s".formatted(slug, tierSlug);
            List.of("claims", "tests", "evidence", "files").forEach(created::putArray);
        }

        Result result() {
            Optional<ObjectNode> namesake = draft.find(Section.CLAIMS, claimId)
                    .filter(claim -> !tier.name().equals(Row.text(claim, "tier")));
            if (namesake.isPresent()) {
                return new Result.Refused("claim %s exists with tier %s, not %s; link a %s claim of another id to %s"
                        .formatted(claimId, Row.text(namesake.get(), "tier"), tier, tier, featureId));
            }
            addRows();
            addLinks();
            String testPath = ScaffoldFiles.testPath(slug + "_" + tierSlug);
            addFile(
                    Section.TESTS,
                    testId,
                    ScaffoldFiles.test(ScaffoldFiles.Kind.SLICE, testPath, testId, featureId, tier));
            addFile(Section.EVIDENCE, evidenceId, evidence());
            Optional<FileChange> astray = changes.stream()
                    .filter(change -> files.resolve(change.path())
                            .filter(change.path()::equalsIgnoreCase)
                            .isEmpty())
                    .findFirst();
            if (astray.isPresent()) {
                return new Result.Refused("a link leads %s to another place, and a scaffold writes no file there"
                        .formatted(astray.get().path()));
            }
            Edit edit = draft.finish();
            return edit.delta().isEmpty() && changes.isEmpty()
                    ? new Result.Unchanged(answer())
                    : new Result.Changed(edit, new IfInvalid.InAnswer(), answer(), changes);
        }

        private FileChange.Put evidence() {
            ObjectNode content = Json.object()
                    .put("schema_version", "ssot.evidence.scaffold.v1")
                    .put("feature_id", featureId)
                    .put("claim_id", claimId)
                    .put("target_tier", tier.name())
                    .put("status", "planned");
            return ScaffoldFiles.evidence(".ssot/evidence/%s/%s.json".formatted(slug, tierSlug), content);
        }

        private void addRows() {
            add(Section.CLAIMS, claimId, "%s claim", () -> {
                ObjectNode claim = Json.object()
                        .put("status", "asserted")
                        .put("tier", tier.name())
                        .put("kind", "runtime")
                        .put("description", "%s claim scaffolded by ssot-mcp for %s.".formatted(tier, featureId));
                lowerClaims().forEach(claim.putArray("depends_on_claim_ids")::add);
                return claim;
            });
            add(
                    Section.TESTS,
                    testId,
                    "%s scaffold test",
                    () -> Json.object().put("status", "planned").put("kind", "pytest"));
            add(
                    Section.EVIDENCE,
                    evidenceId,
                    "%s scaffold evidence",
                    () -> Json.object()
                            .put("status", "planned")
                            .put("kind", "scaffold")
                            .put("tier", tier.name()));
        }

        private void add(Section section, String id, String title, Supplier<ObjectNode> fields) {
            if (draft.find(section, id).isPresent()) {
                return;
            }
            String name = Objects.requireNonNullElse(feature.text("title"), featureId);
            ObjectNode row = fields.get()
                    .put("id", id)
                    .put("title", name + " " + title.formatted(tier))
                    .put("origin", Objects.requireNonNullElse(feature.text("origin"), "repo-local"));
            draft.add(section, row);
            created.withArray(section.key()).add(id);
        }

        /** The claims that name the feature and state a lower tier, in the order of the file. */
        private List<String> lowerClaims() {
            return draft.base().rows(Section.CLAIMS).stream()
                    .filter(claim -> claim.texts("feature_ids").contains(featureId))
                    .filter(claim ->
                            Objects.requireNonNullElse(claim.text("tier"), "T0").compareTo(tier.name()) < 0)
                    .map(Row::id)
                    .toList();
        }

        private void addLinks() {
            link(Section.FEATURES, featureId, "claim_ids", claimId);
            link(Section.FEATURES, featureId, "test_ids", testId);
            link(Section.CLAIMS, claimId, "test_ids", testId);
            link(Section.CLAIMS, claimId, "evidence_ids", evidenceId);
            link(Section.TESTS, testId, "evidence_ids", evidenceId);
        }

        private void link(Section section, String id, String name, String targetId) {
            ReferenceField field = ReferenceField.of(section, name).orElseThrow();
            ReferenceField back = field.reciprocal().orElseThrow();
            ensure(field, id, targetId);
            ensure(back, targetId, id);
        }

        private void ensure(ReferenceField field, String id, String targetId) {
            List<String> standing = field.idsIn(draft.find(field.section(), id).orElseThrow());
            if (!standing.contains(targetId)) {
                ArrayNode links = draft.edit(field.section(), id).putArray(field.field());
                standing.forEach(links::add);
                links.add(targetId);
            }
        }

        /** A row of somebody else keeps its own path, and what stands at that path is not ours to write. */
        private void addFile(Section section, String id, FileChange.Put file) {
            String path = file.path();
            ObjectNode row = draft.find(section, id).orElseThrow();
            boolean ours = created.withArray(section.key())
                    .valueStream()
                    .anyMatch(made -> made.asText().equals(id));
            if (ours) {
                draft.edit(section, id).put("path", path);
            } else if (!path.equals(Row.text(row, "path"))) {
                return;
            }
            if (!files.exists(path)) {
                changes.add(file);
                created.withArray("files").add(path);
            }
        }

        private ObjectNode answer() {
            ObjectNode answer = Json.object()
                    .put("feature_id", featureId)
                    .put("target_tier", tier.name())
                    .put("claim_id", claimId)
                    .put("test_id", testId)
                    .put("evidence_id", evidenceId);
            answer.set("created", created);
            return answer;
        }
    }
}

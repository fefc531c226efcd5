package dev.ssot.registry.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Edit;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RelativePath;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.GuardedState;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.mutation.ScaffoldFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes down that the linked tests of features have passed, with evidence of T1 and T3, and makes the boundary and the
 * release that take the features up. A frozen boundary that has them all stays as it is; what is frozen or certified
 * in another form refuses the change.
 *
 * @param summary counts of the run in which the tests passed
 */
public record PrepareRelease(
        List<String> featureIds,
        String boundaryId,
        String boundaryTitle,
        String releaseId,
        String releaseVersion,
        List<String> robustnessDimensions,
        JsonNode summary)
        implements RegistryMutation {

    private static final Set<String> IN_PLAN = Set.of("current", "explicit");

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        return switch (ProofGraph.read(registry, featureIds)) {
            case ProofGraph.Reading.Unknown(String message) -> new Result.Unknown(message);
            case ProofGraph.Reading.Incomplete(String message) -> new Result.Refused(message);
            case ProofGraph.Reading.Graphs graphs -> prepare(graphs, registry, files);
        };
    }

    private Result prepare(ProofGraph.Reading.Graphs graphs, Registry registry, RepositoryFiles files) {
        Optional<Row> unwritten = registry.findAll(Section.TESTS, graphs.testIds()).stream()
                .filter(test -> ScaffoldFiles.isUnwritten(test, files))
                .findFirst();
        if (unwritten.isPresent()) {
            return new Result.Refused("Test %s is a scaffold that nobody has written yet: %s"
                    .formatted(unwritten.get().id(), unwritten.get().text("path")));
        }
        Draft draft = new Draft(registry);
        graphs.testIds().forEach(id -> draft.edit(Section.TESTS, id).put("status", "passing"));
        graphs.graphs().forEach(graph -> prove(graph, draft));
        boundary(draft);
        release(graphs.graphs(), draft);
        draft.object("program").put("active_boundary_id", boundaryId).put("active_release_id", releaseId);
        return judged(graphs.graphs(), draft.finish(), files);
    }

    private Result judged(List<ProofGraph> graphs, Edit edit, RepositoryFiles files) {
        List<FileChange> artifacts = List.copyOf(new ProofArtifacts(graphs, summary).of(edit.after()));
        Optional<FileChange> stray =
                artifacts.stream().filter(file -> !isEvidencePath(file.path())).findFirst();
        if (stray.isPresent()) {
            return new Result.Refused("Evidence of a proof graph is written below .ssot/evidence only, not to "
                    + stray.get().path());
        }
        return GuardedState.violation(edit, files.after(artifacts), null)
                .<Result>map(Result.Refused::new)
                .orElseGet(() -> new Result.Changed(
                        edit,
                        new IfInvalid.After("preparing proof-graph certification flow"),
                        answer(graphs),
                        artifacts));
    }

    private static boolean isEvidencePath(String path) {
        return RelativePath.inside(path)
                .filter(inside -> RelativePath.isBelow(inside, ".ssot/evidence"))
                .isPresent();
    }

    private void prove(ProofGraph graph, Draft draft) {
        ObjectNode feature = draft.edit(Section.FEATURES, graph.feature().id());
        feature.put("implementation_status", "implemented");
        if (feature.get("plan") instanceof ObjectNode plan
                && !IN_PLAN.contains(String.valueOf(Row.text(plan, "horizon")))) {
            plan.put("horizon", "current");
        }
        evidence(graph, Tier.T1, graph.sourceEvidenceId(), graph.sourceClaim(), draft);
        ObjectNode release = evidence(graph, Tier.T3, graph.evidenceId(), graph.releaseClaim(), draft);
        put(release, "robustness_dimensions", new LinkedHashSet<>(robustnessDimensions));
        prepend(release, "source_evidence_ids", List.of(graph.sourceEvidenceId()));
        release.putObject("release_context")
                .put("release_id", releaseId)
                .put("boundary_id", boundaryId)
                .putArray("boundary_ids")
                .add(boundaryId);
    }

    private static ObjectNode evidence(ProofGraph graph, Tier tier, String id, Row claim, Draft draft) {
        if (draft.find(Section.EVIDENCE, id).isEmpty()) {
            draft.add(Section.EVIDENCE, newEvidence(graph, tier, id));
        }
        ObjectNode evidence = draft.edit(Section.EVIDENCE, id);
        evidence.put("status", "passed").put("kind", "bundle").put("tier", tier.name());
        prepend(evidence, "claim_ids", List.of(claim.id()));
        prepend(evidence, "test_ids", graph.testIds());
        prepend(draft.edit(Section.CLAIMS, claim.id()), "evidence_ids", List.of(id));
        graph.testIds().forEach(test -> prepend(draft.edit(Section.TESTS, test), "evidence_ids", List.of(id)));
        return evidence;
    }

    private static ObjectNode newEvidence(ProofGraph graph, Tier tier, String id) {
        boolean source = tier == Tier.T1;
        String featureId = graph.feature().id();
        ObjectNode row = Json.object()
                .put("id", id)
                .put(
                        "title",
                        "%s proof-graph %s evidence"
                                .formatted(graph.feature().text("title"), source ? "source" : "certification"))
                .put(
                        "body",
                        (source ? "T1 source evidence for %s." : "T3 proof-graph evidence for %s.")
                                .formatted(featureId))
                .put("path", graph.path(tier));
        JsonNode origin = graph.feature().json().get("origin");
        return row.set("origin", origin == null ? row.textNode("repo-local") : origin);
    }

    private void boundary(Draft draft) {
        if (draft.find(Section.BOUNDARIES, boundaryId).isEmpty()) {
            ObjectNode row = Json.object()
                    .put("id", boundaryId)
                    .put("title", boundaryTitle)
                    .put("status", "active")
                    .put("frozen", false);
            row.putArray("profile_ids");
            draft.add(Section.BOUNDARIES, row);
        }
        ObjectNode boundary = draft.edit(Section.BOUNDARIES, boundaryId);
        String title = Row.text(boundary, "title");
        if (title == null || title.isEmpty()) {
            boundary.put("title", boundaryTitle);
        }
        boolean settled = boundary.path("frozen").asBoolean(false)
                && Row.texts(boundary, "feature_ids").containsAll(featureIds);
        if (!settled) {
            boundary.put("status", "active").put("frozen", false);
            prepend(boundary, "feature_ids", featureIds);
        }
    }

    private void release(List<ProofGraph> graphs, Draft draft) {
        if (draft.find(Section.RELEASES, releaseId).isEmpty()) {
            draft.add(Section.RELEASES, Json.object().put("id", releaseId));
        }
        ObjectNode release = draft.edit(Section.RELEASES, releaseId);
        release.put("version", releaseVersion).put("status", "candidate").put("boundary_id", boundaryId);
        release.putArray("boundary_ids").add(boundaryId);
        prepend(release, "claim_ids", releaseClaims(graphs));
        prepend(
                release,
                "evidence_ids",
                graphs.stream().map(ProofGraph::evidenceId).toList());
    }

    private static List<String> releaseClaims(List<ProofGraph> graphs) {
        return graphs.stream()
                .map(graph -> graph.releaseClaim().id())
                .distinct()
                .toList();
    }

    private static ObjectNode answer(List<ProofGraph> graphs) {
        ObjectNode answer = Json.object();
        put(answer, "release_claim_ids", releaseClaims(graphs));
        put(
                answer,
                "t1_evidence_ids",
                graphs.stream().map(ProofGraph::sourceEvidenceId).toList());
        put(
                answer,
                "t3_evidence_ids",
                graphs.stream().map(ProofGraph::evidenceId).toList());
        return answer;
    }

    /** The list names these first and nothing twice. */
    private static void prepend(ObjectNode row, String field, List<String> ids) {
        List<String> all = new ArrayList<>(ids);
        all.addAll(Row.texts(row, field));
        put(row, field, new LinkedHashSet<>(all));
    }

    private static void put(ObjectNode row, String field, Iterable<String> values) {
        ArrayNode list = row.putArray(field);
        values.forEach(list::add);
    }
}

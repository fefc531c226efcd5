package dev.ssot.registry.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of the evidence of proof graphs: they state what the rows of the evidence do, and how the tests went.
 *
 * @param summary counts of the run
 */
public record ProofArtifacts(List<ProofGraph> graphs, JsonNode summary) {

    public List<FileChange.Put> of(Registry registry) {
        List<FileChange.Put> files = new ArrayList<>();
        for (ProofGraph graph : graphs) {
            for (String id : List.of(graph.sourceEvidenceId(), graph.evidenceId())) {
                registry.find(Section.EVIDENCE, id).ifPresent(row -> files.add(artifact(graph, row)));
            }
        }
        return files;
    }

    private FileChange.Put artifact(ProofGraph graph, Row evidence) {
        ObjectNode content = Json.object()
                .put("schema_version", "ssot.evidence.bundle.v1")
                .put("feature_id", graph.feature().id())
                .put("evidence_id", evidence.id())
                .put("tier", evidence.text("tier"))
                .put("status", evidence.text("status"));
        content.set("claim_ids", texts(evidence, "claim_ids"));
        content.set("test_ids", Json.MAPPER.valueToTree(graph.testIds()));
        content.set("summary", summary);
        content.set("robustness_dimensions", texts(evidence, "robustness_dimensions"));
        content.set("source_evidence_ids", texts(evidence, "source_evidence_ids"));
        JsonNode context = evidence.object("release_context");
        content.set("release_context", context.isObject() ? context : Json.object());
        return new FileChange.Put(String.valueOf(evidence.text("path")), CanonicalJson.write(content));
    }

    private static JsonNode texts(Row row, String field) {
        return Json.MAPPER.valueToTree(row.texts(field));
    }
}

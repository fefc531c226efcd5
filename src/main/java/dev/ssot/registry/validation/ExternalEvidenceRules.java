package dev.ssot.registry.validation;

import static dev.ssot.registry.validation.Demand.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.PythonValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What T4 evidence has to say about the outsider who vouches for it. */
final class ExternalEvidenceRules implements RowRule {

    private static final List<String> IDENTITIES = List.of("version", "artifact_id", "report_id", "commit");
    private static final Set<String> INTERNAL =
            Set.of("internal", "self", "self-authored", "project-controlled", "project_owned");
    private static final Set<String> RESULTS = Set.of("passed", "accepted", "attested", "certified");
    private static final Demand MODE = oneOf(
            List.of(
                    "external-authored-internal-run",
                    "external-run",
                    "independent-review",
                    "third-party-certification",
                    "external-attestation"),
            "must be one of ",
            " for T4 evidence",
            false);

    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        if (row.section() != Section.EVIDENCE || !row.hasText("tier", "T4")) {
            return;
        }
        JsonNode json = row.json();
        String name = Findings.name(row);
        source(name, json.path("external_source"), findings);
        if (!MODE.holds().test(json.path("validation_mode"))) {
            findings.failure(name + ".validation_mode " + MODE.words());
        }
        if (!PythonValue.isTruthy(json.get("validation_scope"))) {
            findings.failure(name + ".validation_scope must be present for T4 evidence");
        }
        if (!RESULTS.contains(String.valueOf(row.text("result")))) {
            findings.failure(name + ".result must be passed, accepted, attested, or certified for T4 evidence");
        }
    }

    private static void source(String name, JsonNode value, Findings findings) {
        if (!value.isObject()) {
            findings.failure(name + ".external_source must be an object for T4 evidence");
        }
        JsonNode source = value.isObject() ? value : MissingNode.getInstance();
        boolean identified = PythonValue.isTruthy(source.get("name"))
                && IDENTITIES.stream().anyMatch(field -> PythonValue.isTruthy(source.get(field)));
        if (!identified) {
            findings.failure(
                    name + ".external_source must include name and version/artifact/report/commit for T4 evidence");
        }
        JsonNode control = source.path("authorship_control");
        String authority =
                control.isMissingNode() ? "" : PythonValue.str(control).strip().toLowerCase(Locale.ROOT);
        if (authority.isEmpty() || INTERNAL.contains(authority)) {
            findings.failure(
                    name + ".external_source.authorship_control must identify external authority for T4 evidence");
        }
    }
}

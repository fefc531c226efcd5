package dev.ssot.registry.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a document's file must say, and what may follow on what in its life. */
class DocumentRulesTest {

    private static final String SPEC = """
            {"schema_version":"0.7.0","kind":"spec","id":"spc:1000","number":1000,"slug":"a","title":"T",
             "status":"draft","origin":"repo-local","summary":"S","body":"B","spec_kind":"normative","adr_ids":[]}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "schema_version | 1          | $.schema_version must be of type ['string']",
                "schema_version | \"1.0\"    | `$.schema_version must match pattern '^(0|[1-9]\\\\d*)\\\\.(0|[1-9]\\\\d*)\\\\.(0|[1-9]\\\\d*)$'`",
                "kind           | \"adr\"    | $.kind must equal 'spec'",
                "id             | \"SPC:1\"  | $.id must match pattern '^[a-z][a-z0-9-]*:[a-z0-9][a-z0-9._-]*$'",
                "number         | 0          | $.number must be >= 1",
                "number         | \"1\"      | $.number must be of type ['integer']",
                "slug           | \"a b\"    | $.slug must match pattern '^[a-z0-9]+(?:-[a-z0-9]+)*$'",
                "title          | \"\"       | $.title must have length >= 1",
                "title          | \" \"      | Document title must be a non-empty string",
                "status         | \"new\"    | $.status must be one of ['draft', 'in_review', 'accepted', 'rejected', 'superseded', 'withdrawn', 'retired']",
                "origin         | \"me\"     | $.origin must be one of ['ssot-core', 'ssot-origin', 'extension-pack', 'repo-local']",
                "body           | \" \"      | Document body must be a non-empty string",
                "spec_kind      | \"x\"      | $.spec_kind must be one of ['normative', 'operational', 'governance', 'local-policy']",
                "adr_ids        | \"adr:1\"  | $.adr_ids must be of type ['array']",
                "adr_ids        | [1]        | $.adr_ids[0] must be of type ['string']",
                "status_notes   | [1]        | $.status_notes[0] must be of type ['object']",
                "decision_date  | 1          | $.decision_date must be of type ['string', 'null']",
                "tags           | [\"\",\"x\"] | ``",
                "anything       | {}         | ``",
            })
    void a_payload_is_checked_field_by_field(String field, String value, String problem) throws Exception {
        ObjectNode payload = json(SPEC);
        payload.set(field, StrictJson.read(value.getBytes(StandardCharsets.UTF_8)));

        assertThat(DocumentRules.problem(DocumentKind.SPEC, payload).orElse("")).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title   | \"X\"        | Document field title does not match registry row: expected 'X'",
                "number  | 7            | Document field number does not match registry row: expected 7",
                "origin  | null         | Document field origin does not match registry row: expected None",
                "kind    | \"governance\" | Document field spec_kind does not match registry row: expected 'governance'",
                "adr_ids | [\"adr:1\"]  | Document field adr_ids does not match registry row: expected ['adr:1']",
            })
    void a_payload_says_what_its_row_says(String field, String value, String problem) throws Exception {
        ObjectNode payload = json(SPEC);
        ObjectNode row = payload.deepCopy().put("kind", "normative");
        assertThat(DocumentRules.problem(DocumentKind.SPEC, payload, row)).isEmpty();

        row.set(field, StrictJson.read(value.getBytes(StandardCharsets.UTF_8)));

        assertThat(DocumentRules.problem(DocumentKind.SPEC, payload, row)).contains(problem);
    }

    @Test
    void what_is_missing_is_listed() throws Exception {
        assertThat(DocumentRules.problem(DocumentKind.SPEC, json("{\"body\":\"x\",\"title\":\"y\"}")))
                .contains(
                        "$ is missing required field(s): schema_version, kind, id, number, slug, status, origin, summary, spec_kind, adr_ids");
    }

    @ParameterizedTest
    @CsvSource({
        "draft, in_review accepted rejected withdrawn",
        "in_review, draft accepted rejected withdrawn",
        "accepted, superseded retired",
        "rejected, ''",
        "superseded, ''",
        "withdrawn, ''",
        "retired, ''",
    })
    void a_status_may_become_what_the_table_says(String from, String allowed) {
        for (String to : Vocabulary.DOCUMENT_STATUSES) {
            boolean legal = to.equals(from) || List.of(allowed.split(" ")).contains(to);
            assertThat(DocumentLifecycle.transitionProblem(from, to).orElse(""))
                    .isEqualTo(legal ? "" : "Illegal lifecycle transition from %s to %s".formatted(from, to));
        }
    }

    @ParameterizedTest
    @CsvSource({"superseded, false", "retired, false", "unheard, false", "draft, true", "withdrawn, true"})
    void a_document_is_not_born_at_its_end(String status, boolean allowed) {
        assertThat(DocumentLifecycle.creationProblem(status).isEmpty()).isEqualTo(allowed);
    }

    private static ObjectNode json(String text) throws InvalidJson {
        return (ObjectNode) StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}

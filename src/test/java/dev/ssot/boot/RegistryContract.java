package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.support.TestRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows, events, and what bad input must not do. */
abstract class RegistryContract extends OperationsContract {

    @Test
    void rows_are_got_listed_and_searched() throws Exception {
        repository().ready("beta").ready("alpha").ready("gamma").write();

        assertThat(answer("registry.entity.get", "section", "feature", "entity_id", "feat:beta")
                        .at("/entity/title")
                        .asText())
                .isEqualTo("Feature beta");
        ObjectNode page = answer("registry.entity.list", "section", "Features", "limit", 2, "offset", 1);
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("entities"))
                .extracting(row -> row.path("id").asText())
                .containsExactly("feat:beta", "feat:gamma");
        ObjectNode found = answer("registry.entity.search", "section", "tests", "query", "SRC/GAMMA");
        assertThat(found.path("entities"))
                .extracting(row -> row.path("id").asText())
                .containsExactly("tst:gamma");
        assertThat(answer("registry.entity.search", "section", "tests", "query", "evidence_ids")
                        .path("total")
                        .asInt())
                .as("keys are not searched")
                .isZero();
        refused(
                ErrorCode.NOT_FOUND,
                "Unknown feature id: feat:x",
                "registry.entity.get",
                "section",
                "features",
                "entity_id",
                "feat:x");
        refused(
                ErrorCode.NOT_FOUND,
                "Unknown feature ids: feat:x",
                "registry.entity.list",
                "section",
                "features",
                "ids",
                List.of("feat:beta", "feat:x"));
        refused(
                ErrorCode.INVALID_ARGUMENTS,
                "unsupported registry section: things",
                "registry.entity.list",
                "section",
                "things");
        refused(
                ErrorCode.INVALID_ARGUMENTS,
                "Origin filtering is not supported for issue rows",
                "registry.entity.list",
                "section",
                "issues",
                "origin",
                "repo-local");
    }

    @Test
    void a_status_is_written_canonically_with_its_event_and_once_for_one_request() throws Exception {
        Path root = repository().ready("a").write();
        ObjectNode arguments =
                arguments("section", "test", "entity", Map.of("id", "tst:a", "status", "passing", "title", "Test a"));

        ObjectNode first = answered(call("registry.entity.upsert", arguments.deepCopy(), "r-1"));
        byte[] written = Files.readAllBytes(root.resolve(".ssot/registry.json"));
        ObjectNode again = answered(call("registry.entity.upsert", arguments.deepCopy(), "r-1"));

        assertThat(again).hasToString(first.toString());
        assertThat(first.at("/entity/status").asText()).isEqualTo("passing");
        assertThat(first.at("/previous_entity/status").asText()).isEqualTo("planned");
        assertThat(CanonicalJson.write(StrictJson.read(written))).isEqualTo(written);
        assertThat(Files.readAllBytes(root.resolve(".ssot/registry.json"))).isEqualTo(written);
        assertThat(eventKinds()).containsExactly("registry_updated");
        JsonNode payload = answer("event.list").at("/events/0/payload");
        assertThat(payload.path("entity_id").asText()).isEqualTo("tst:a");
        assertThat(Files.exists(root.resolve(".ssot/registry.json.lock"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "registry.entity.upsert | {'section':'things','entity':{'id':'feat:a'}}                | INVALID_ARGUMENTS | unsupported registry section: things",
                "registry.entity.upsert | {'section':'adrs','entity':{'id':'adr:1000'}}                | REGISTRY_INVALID  | ADR title must be a non-empty string",
                "registry.entity.upsert | {'section':'tests','entity':'tst:a'}                         | INVALID_ARGUMENTS | entity must be object, not string",
                "registry.entity.upsert | {'section':'tests','entity':{'status':'passing'}}            | INVALID_ARGUMENTS | entity.id is required",
                "registry.entity.upsert | {'section':'tests','entity':{'id':''}}                       | INVALID_ARGUMENTS | entity.id is required",
                "registry.entity.upsert | {'section':'tests','entity':{'id':7}}                        | INVALID_ARGUMENTS | entity.id is required",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:a','title':'\\ud800'}} | INVALID_ARGUMENTS | entity holds a lone surrogate",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:a','x':1e400}}        | INVALID_ARGUMENTS | entity holds a number that is not finite",
                "registry.entity.upsert | {'section':'claims','entity':{'id':'clm:a.t1','tier':'T2'}}  | REGISTRY_INVALID  | Claim clm:a.t1 tier is immutable.",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:a','status':'failing'},'expected_revision':'0'} | CONFLICT | The registry is in revision",
                "registry.entity.create | {'section':'features','entity':{'id':'feat:a'}}              | REGISTRY_INVALID  | Feature already exists: feat:a",
                "registry.entity.create | {'section':'tests','entity':{'id':'tst:b'},'auto_scaffold':true} | INVALID_ARGUMENTS | auto_scaffold is for features, not for tests",
                "registry.entity.update | {'section':'tests','entity_id':'tst:x','changes':{'title':'T'}} | NOT_FOUND      | Unknown test id: tst:x",
                "registry.entity.update | {'section':'tests','entity_id':'tst:a','changes':{}}         | INVALID_ARGUMENTS | At least one update field is required",
                "registry.entity.update | {'section':'tests','entity_id':'tst:a','changes':['x']}      | INVALID_ARGUMENTS | changes must be object, not array",
                "registry.entity.delete | {'section':'tests','entity_id':' '}                          | INVALID_ARGUMENTS | entity_id must not be blank",
                "registry.entity.delete | {'section':'tests','entity_id':'tst:x'}                      | NOT_FOUND         | Unknown test id: tst:x",
                "registry.entity.link   | {'section':'tests','entity_id':'tst:a','links':{}}           | INVALID_ARGUMENTS | At least one link field is required",
                "registry.entity.link   | {'section':'tests','entity_id':'tst:a','links':{'claim_ids':'clm:a.t1'}} | INVALID_ARGUMENTS | links.claim_ids must be a list of strings",
                "registry.entity.link   | {'section':'tests','entity_id':'tst:a','links':{'claim_ids':[7]}} | INVALID_ARGUMENTS | links.claim_ids must be a list of strings",
                "registry.entity.unlink | {'section':'tests','entity_id':'tst:a','links':{'claim_ids':['']}} | INVALID_ARGUMENTS | links.claim_ids must name at least one id",
                "registry.entity.unlink | {'section':'tests','entity_id':'tst:a','links':{'title':['x']}} | REGISTRY_INVALID | Field title is not linkable for test",
                "feature.plan           | {'ids':['feat:x'],'horizon':'next'}                          | NOT_FOUND         | Unknown feature ids: feat:x",
                "feature.plan           | {'ids':['feat:a'],'horizon':'soon'}                          | INVALID_ARGUMENTS | horizon must be one of backlog, current, explicit, future, next, out_of_bounds",
                "feature.plan           | {'ids':[],'horizon':'next'}                                  | INVALID_ARGUMENTS | ids must not be empty",
                "issue.plan             | {'ids':['iss:x'],'horizon':'next'}                           | NOT_FOUND         | Unknown issue ids: iss:x",
                "feature.lifecycle      | {'ids':['feat:a'],'stage':'deprecated'}                      | REGISTRY_INVALID  | requires replacement_feature_ids or a note",
                "feature.parents        | {'mode':'add','ids':['feat:a']}                              | REGISTRY_INVALID  | At least one parent feature id is required",
                "feature.parents        | {'mode':'swap','ids':['feat:a']}                             | INVALID_ARGUMENTS | mode must be one of add, set, remove, clear",
                "feature.children       | {'id':'feat:x'}                                              | NOT_FOUND         | Unknown feature id: feat:x",
                "feature.parent_migrate | {'feature_id':'feat:a','parent_id':'feat:x'}                 | NOT_FOUND         | Unknown parent feature id: feat:x",
                "claim.set_tier         | {'id':'clm:a.t1','tier':'T2'}                                | REGISTRY_INVALID  | Create a new claim row at tier T2",
                "release.boundaries     | {'id':'rel:x','mode':'add','boundary_ids':['bnd:x']}         | NOT_FOUND         | Unknown release id: rel:x",
            })
    void a_change_that_cannot_be_made_is_refused_and_leaves_the_file(
            String operation, String json, ErrorCode code, String message) throws Exception {
        Path root = repository().ready("a").write();
        byte[] before = Files.readAllBytes(root.resolve(".ssot/registry.json"));

        Outcome outcome = call(operation, (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"')), null);

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).refusal().code()).isEqualTo(code);
        assertThat(((Outcome.Refused) outcome).refusal().message()).contains(message);
        assertThat(Files.readAllBytes(root.resolve(".ssot/registry.json"))).isEqualTo(before);
        assertThat(eventKinds()).isEmpty();
    }

    @Test
    void a_row_is_created_changed_linked_unlinked_renamed_and_deleted_with_an_event_each() throws Exception {
        repository().ready("a").write();
        ObjectNode issue = arguments(
                "id",
                "iss:x",
                "title",
                "X",
                "status",
                "open",
                "severity",
                "low",
                "description",
                "",
                "release_blocking",
                false);
        issue.set("plan", arguments("horizon", "backlog", "slot", null));
        for (String list : List.of("feature_ids", "claim_ids", "test_ids", "evidence_ids", "risk_ids")) {
            issue.putArray(list);
        }

        answer("registry.entity.upsert", "section", "issue", "entity", issue);
        answer("registry.entity.upsert", "section", "issues", "entity", Map.of("id", "iss:x", "status", "closed"));
        answer("registry.entity.link", on("iss:x", "links", Map.of("feature_ids", List.of("feat:a"))));
        answer("registry.entity.unlink", on("iss:x", "links", Map.of("feature_ids", List.of("feat:a"))));
        answer("registry.entity.update", on("iss:x", "changes", Map.of("id", "iss:y")));
        answer("issue.plan", "ids", List.of("iss:y"), "horizon", "next");
        ObjectNode gone = answer("registry.entity.delete", "section", "issues", "entity_id", "iss:y");
        answer("registry.entity.create", "section", "issues", "entity", issue);

        assertThat(gone.path("deleted_id").asText()).isEqualTo("iss:y");
        assertThat(answer("event.list").path("events"))
                .extracting(event -> event.path("payload").toString())
                .containsExactly(
                        payload("registry_entity_upsert", "iss:x", "'action':'create'"),
                        payload("registry_entity_upsert", "iss:x", "'action':'update'"),
                        payload("registry_entity_link", "iss:x", "'links':{'feature_ids':['feat:a']}"),
                        payload("registry_entity_unlink", "iss:x", "'links':{'feature_ids':['feat:a']}"),
                        payload("registry_entity_update", "iss:y", "'action':'rename','previous_id':'iss:x'"),
                        payload("issue_plan", "iss:y", "'entity_ids':['iss:y']"),
                        payload("registry_entity_delete", "iss:y", ""),
                        payload("registry_entity_create", "iss:x", "'action':'create'"));
    }

    private static Object[] on(String id, Object... more) {
        List<Object> all = new ArrayList<>(List.of("section", "issues", "entity_id", id));
        all.addAll(List.of(more));
        return all.toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "mcp,               feat:mcp.z feat:a feat:b feat:c",
        "MCP server,        feat:b feat:a",
        "server  mcp,       feat:a feat:b",
        "mcp nowhere,       ''",
        "claim_ids,         ''",
    })
    void search_finds_every_word_and_puts_the_phrase_first(String query, String ids) throws Exception {
        TestRepository repository =
                repository().ready("a").ready("b").ready("c").ready("mcp.z");
        repository.row("features", "feat:a").put("title", "A server that speaks MCP");
        repository.row("features", "feat:b").put("description", "Starts the mcp server.");
        ((ObjectNode) repository.row("features", "feat:c").get("lifecycle")).put("note", "was Mcp once");
        repository.write();

        ObjectNode found = answer("registry.entity.search", "section", "features", "query", query);

        assertThat(found.path("entities"))
                .extracting(row -> row.path("id").asText())
                .containsExactlyElementsOf(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
    }

    /** As text with sorted keys, as the control store keeps it. */
    private static String payload(String tool, String id, String more) throws Exception {
        String text = "{'source':'ssot-mcp','tool':'%s','section':'issues','entity_id':'%s'%s}"
                .formatted(tool, id, more.isEmpty() ? "" : "," + more);
        return new String(CanonicalJson.write(Json.MAPPER.readTree(text.replace('\'', '"'))), StandardCharsets.UTF_8);
    }

    @Test
    void a_change_is_made_only_in_the_revision_that_the_caller_has_seen() throws Exception {
        repository().ready("a").write();
        String seen = answer("registry.entity.get", "section", "tests", "entity_id", "tst:a")
                .path("revision")
                .asText();
        Map<String, String> passing = Map.of("id", "tst:a", "status", "passing");

        answer("registry.entity.upsert", "section", "tests", "entity", passing, "expected_revision", seen);

        refused(
                ErrorCode.CONFLICT,
                "not " + seen,
                "registry.entity.delete",
                "section",
                "tests",
                "entity_id",
                "tst:a",
                "expected_revision",
                seen);
        assertThat(answer("registry.entity.list", "section", "tests")
                        .path("revision")
                        .asText())
                .isNotEqualTo(seen)
                .isEqualTo(answer("registry.read").path("content_hash").asText());
    }

    @Test
    void a_retried_change_is_made_once() throws Exception {
        repository().ready("a").ready("b").write();
        ObjectNode arguments = arguments("mode", "add", "ids", List.of("feat:a"), "parent_ids", List.of("feat:b"));

        ObjectNode first = answered(call("feature.parents", arguments.deepCopy(), "r-1"));
        answer("feature.parents", "mode", "clear", "ids", List.of("feat:a"));
        ObjectNode again = answered(call("feature.parents", arguments.deepCopy(), "r-1"));

        assertThat(again).hasToString(first.toString());
        assertThat(first.at("/entities/0/parent_feature_ids/0").asText()).isEqualTo("feat:b");
        assertThat(answer("feature.children", "id", "feat:b").path("entities")).isEmpty();
        assertThat(eventKinds()).hasSize(2);
    }

    @Test
    void a_feature_is_created_with_the_files_of_its_planned_proof() throws Exception {
        Path root = repository().ready("a").write();
        ObjectNode feature = answer("registry.entity.get", "section", "features", "entity_id", "feat:a")
                .path("entity")
                .deepCopy();
        feature.put("id", "feat:n").put("implementation_status", "absent");
        List.of("claim_ids", "test_ids").forEach(feature::putArray);

        ObjectNode made =
                answer("registry.entity.create", "section", "features", "entity", feature, "auto_scaffold", true);

        assertThat(made.at("/scaffolded/claim_ids")).hasSize(2);
        assertThat(Files.readString(
                        root.resolve(made.at("/scaffolded/test_path").asText())))
                .contains("NotImplementedError");
        assertThat(root.resolve(made.at("/scaffolded/evidence_path").asText())).exists();
    }

    @Test
    void events_are_read_by_cursor_and_acknowledged_by_worker() throws Exception {
        repository().ready("a").ready("b").write();
        lease("w1");
        lease("w2");

        List<Long> all = ids(answer("event.list"));
        assertThat(all).containsExactly(1L, 2L);
        assertThat(ids(answer("event.list", "after_event_id", 1))).containsExactly(2L);
        assertThat(ids(answer("event.list", "worker_id", "w1"))).containsExactly(1L);
        answer("event.ack", "worker_id", "w1", "event_ids", List.of(1));
        assertThat(ids(answer("event.list", "worker_id", "w1", "unacked_only", true)))
                .isEmpty();
        refused(
                ErrorCode.NOT_FOUND,
                "unknown event ids: [99]",
                "event.ack",
                "worker_id",
                "w1",
                "event_ids",
                List.of(1, 99));
        refused(ErrorCode.INVALID_ARGUMENTS, "unacked_only needs a worker_id", "event.list", "unacked_only", true);
    }

    @Test
    void validation_tells_what_is_wrong_and_keeps_a_report_when_asked() throws Exception {
        Path root = repository().ready("a").write();

        ObjectNode report = answer("registry.validate");
        assertThat(report.path("passed").asBoolean()).isFalse();
        assertThat(report.path("registry_path").asText()).endsWith("/.ssot/registry.json");
        assertThat(report.path("failures"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "evidence.evd:a.path does not exist: .ssot/evidence/a/t1.json",
                        "tests.tst:a.path does not exist: src/a/check.txt");
        assertThat(report.at("/summary/counts/features").asInt()).isEqualTo(1);
        assertThat(Files.exists(root.resolve(".ssot/reports"))).isFalse();

        Files.createDirectories(root.resolve("src/a"));
        Files.writeString(root.resolve("src/a/check.txt"), "");
        Files.createDirectories(root.resolve(".ssot/evidence/a"));
        Files.writeString(root.resolve(".ssot/evidence/a/t1.json"), "{}");
        ObjectNode kept = answer("registry.validation_report");
        assertThat(kept.path("passed").asBoolean()).isTrue();
        byte[] written = Files.readAllBytes(root.resolve(".ssot/reports/validation.report.json"));
        assertThat(kept.remove("report_path").asText()).endsWith("/.ssot/reports/validation.report.json");
        assertThat(written).isEqualTo(CanonicalJson.write(kept));
    }

    private static List<Long> ids(ObjectNode events) {
        return events.path("events").findValues("event_id").stream()
                .map(JsonNode::asLong)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "slice.claim     | {\"campaign_id\":\"c\"}                                        | worker_id is required",
                "slice.claim     | {\"worker_id\":\"\",\"campaign_id\":\"c\"}                     | worker_id must",
                "slice.claim     | {\"worker_id\":\" \",\"campaign_id\":\"c\"}                    | worker_id must",
                "slice.claim     | {\"worker_id\":\"w\",\"campaign_id\":\"\"}                     | campaign_id must",
                "slice.claim     | {\"worker_id\":\"w\",\"campaign_id\":\"c\",\"target_tier\":\"T9\"} | target_tier must be one of T0, T1, T2, T3, T4",
                "slice.claim     | {\"worker_id\":\"w\",\"campaign_id\":\"c\",\"ttl_seconds\":-1} | ttl_seconds must be greater than or equal to 1",
                "slice.claim     | {\"worker_id\":\"w\",\"campaign_id\":\"c\",\"ttl_seconds\":86401} | ttl_seconds must be less than or equal to 86400",
                "slice.claim     | {\"worker_id\":\"w\",\"campaign_id\":\"c\",\"feature_limit\":0} | feature_limit must be greater than or equal to 1",
                "slice.claim     | {\"worker_id\":\"w\",\"campaign_id\":\"c\",\"feature_id\":[]}  | did you mean feature_ids?",
                "slice.claim     | {\"worker_id\":7,\"campaign_id\":\"c\"}                        | worker_id must be string, not number",
                "slice.claim     | {\"worker_id\":\"w\",\"campaign_id\":\"c\",\"ttl_seconds\":\"9\"} | ttl_seconds must be integer, not string",
                "slice.claim     | {\"worker_id\":\"w\",\"campaign_id\":\"c\",\"ttl_seconds\":1.5} | ttl_seconds must be integer, not number",
                "slice.claim     | {\"worker_id\":\"w\",\"campaign_id\":\"c\",\"feature_ids\":[1]} | feature_ids[0] must be string, not number",
                "event.list      | {\"limit\":-1}                                                | limit must be greater than or equal to 1",
                "event.list      | {\"limit\":1001}                                              | limit must be less than or equal to 1000",
                "event.list      | {\"after_event_id\":99999999999999999999}                     | after_event_id must be integer",
                "campaign.status | {\"campaign_id\":\"\"}                                        | campaign_id must not be blank",
                "registry.entity.search | {\"section\":\"tests\",\"query\":\" \"}                | query must not be blank",
                "registry.entity.list   | {\"section\":\"tests\",\"offset\":-1}                  | offset must be greater than or equal to 0",
            })
    void a_bad_argument_is_named_and_creates_nothing(String operation, String json, String message) throws Exception {
        Path root = repository().ready("a").write();

        Outcome outcome = call(operation, (ObjectNode) StrictJson.read(json.getBytes(StandardCharsets.UTF_8)), "r");

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).refusal().code()).isEqualTo(ErrorCode.INVALID_ARGUMENTS);
        assertThat(((Outcome.Refused) outcome).refusal().message()).contains(message);
        assertThat(Files.exists(root.resolve(".ssot/control"))).isFalse();
    }

    @Test
    void reading_never_creates_the_control_store() throws Exception {
        Path root = repository().ready("a").write();

        answer("campaign.status", "campaign_id", "c");
        answer("event.list");
        answer("conflict.list");
        answer("blocker.list");
        answer("maturation.queue");
        answer("orchestrator.status");
        answer("registry.read");

        assertThat(Files.exists(root.resolve(".ssot/control"))).isFalse();
    }

    @Test
    void a_folder_without_a_registry_is_said_so_and_left_alone() {
        refused(
                ErrorCode.REPOSITORY_NOT_FOUND,
                "Unable to locate .ssot/registry.json",
                "slice.claim",
                "worker_id",
                "w",
                "campaign_id",
                "c");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_registry_that_cannot_be_read_is_refused_and_left_as_it_is() throws Exception {
        Path root = repository().ready("a").write();
        Files.writeString(root.resolve(".ssot/registry.json"), "{\"schema_version\":");

        refused(ErrorCode.REGISTRY_UNREADABLE, "Invalid JSON", "slice.claim", "worker_id", "w", "campaign_id", "c");
        refused(
                ErrorCode.REGISTRY_UNREADABLE,
                "Invalid JSON",
                "registry.entity.upsert",
                "section",
                "tests",
                "entity",
                Map.of("id", "tst:a", "status", "passing"));

        assertThat(Files.readString(root.resolve(".ssot/registry.json"))).isEqualTo("{\"schema_version\":");
    }

    @Test
    void the_queue_shows_what_a_claim_would_get_and_reserves_nothing() throws Exception {
        repository().ready("a").ready("b").write();
        lease("w1");

        assertThat(answer("maturation.queue", "campaign_id", "c")
                        .at("/next_slice/feature_id")
                        .asText())
                .isEqualTo("feat:b");
        assertThat(lease("w2").path("feature_id").asText()).isEqualTo("feat:b");
        assertThat(answer("maturation.queue").path("next_slice").isNull()).isTrue();
    }
}

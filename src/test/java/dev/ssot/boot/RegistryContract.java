package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            value = {
                "features | feat:a | status | x       | NOT_AVAILABLE     | changes only the status of existing tests and evidence",
                "tests    | tst:a  | status | passed  | REGISTRY_INVALID  | must be one of ['blocked', 'failing', 'passing', 'planned', 'skipped']",
                "evidence | evd:a  | status | passing | REGISTRY_INVALID  | must be one of ['collected', 'failed', 'passed', 'planned', 'stale']",
                "tests    | tst:a  | path   | other   | REGISTRY_INVALID  | not path",
                "tests    | tst:x  | status | passing | NOT_FOUND         | Unknown test id: tst:x",
                "tests    | ''     | status | passing | INVALID_ARGUMENTS | entity.id is required",
            })
    void every_other_change_is_refused_and_leaves_the_file(
            String section, String id, String field, String value, ErrorCode code, String message) throws Exception {
        Path root = repository().ready("a").write();
        byte[] before = Files.readAllBytes(root.resolve(".ssot/registry.json"));

        refused(code, message, "registry.entity.upsert", "section", section, "entity", Map.of("id", id, field, value));

        assertThat(Files.readAllBytes(root.resolve(".ssot/registry.json"))).isEqualTo(before);
        assertThat(eventKinds()).isEmpty();
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

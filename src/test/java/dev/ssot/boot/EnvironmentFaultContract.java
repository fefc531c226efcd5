package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.store.StoreUpkeep;
import dev.ssot.support.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ground gives way under an open repository, or before it is opened: every call is answered or refused with the
 * cause, nothing acknowledged is lost, and once the cause is gone the same calls do what they should, once.
 */
abstract class EnvironmentFaultContract extends OperationsContract {

    private static final List<String> CALLS = List.of("claim", "renew", "create", "list", "get");

    @ParameterizedTest
    @CsvSource({
        "FULL_DISK, false, store_unavailable, full | No space left | cannot be opened",
        "FULL_DISK, true, store_unavailable, full | No space left",
        "READ_ONLY_DIRECTORY, false, store_unavailable, Read-only | permissions of its folder",
        "READ_ONLY_DIRECTORY, true, store_unavailable, Read-only",
        "REGISTRY_CUT_OFF, false, registry_unreadable, registry.json",
        "REGISTRY_CUT_OFF, true, registry_unreadable, registry.json",
        "REGISTRY_FORBIDDEN, false, registry_unreadable, registry.json",
        "REGISTRY_IS_A_FOLDER, true, registry_unreadable, registry.json",
        "DATABASE_OVERWRITTEN, false, store_unavailable, damaged",
    })
    void a_fault_is_told_and_what_was_asked_meanwhile_happens_once_when_it_is_over(
            Fault fault, boolean whileOpen, String code, String messages) throws Exception {
        fault.prepare(folder);
        try {
            JsonNode lease = whileOpen ? before(this::ask) : beforeOpening();
            fault.begin(folder);
            Map<String, Outcome> meanwhile = new LinkedHashMap<>();
            for (String call : CALLS) {
                meanwhile.put(call, ask(asked(call, lease)));
            }
            fault.end(folder);

            meanwhile.forEach((call, outcome) -> told(call, outcome, code, List.of(messages.split(" [|] "))));
            assertThat(meanwhile.get("create")).isInstanceOf(Outcome.Refused.class);
            after(lease, meanwhile);
        } finally {
            fault.release(folder);
        }
    }

    @Test
    void a_control_folder_that_is_swept_away_is_made_anew_and_shared_with_everybody() throws Exception {
        repository().ready("a").write();
        lease("w1");

        Fault.delete(folder.resolve(".ssot/control"));
        JsonNode lease = lease("w2");

        Environment nothing = new Environment(Map.of("XDG_STATE_HOME", runtime.toString()));
        try (LocalEngine another = new LocalEngine(Catalog.load(), clock, nothing)) {
            Outcome seen = another.operations().call(new Call("lease.list", folder, arguments(), null));
            assertThat(answered(seen).path("leases"))
                    .extracting(one -> one.path("lease_id"))
                    .containsExactly(lease.path("lease_id"));
        }
        assertThat(answer("lease.list").path("leases")).hasSize(1);
    }

    @Test
    void a_database_that_was_put_back_from_a_copy_is_the_one_that_counts_at_once() throws Exception {
        repository().ready("a").write();
        Path database = folder.resolve(".ssot/control/state.sqlite");
        JsonNode lease = lease("w1");
        Path copy = folder.resolve("copy.sqlite");
        new StoreUpkeep(folder, clock).copyDatabase(copy);
        answer("slice.abandon", held(lease, "reason", "after the copy"));

        Files.move(copy, database, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(database.resolveSibling("state.sqlite-wal"));
        Files.deleteIfExists(database.resolveSibling("state.sqlite-shm"));

        assertThat(answer("slice.renew", held(lease)).at("/lease/status").asText())
                .isEqualTo("active");
    }

    /** One row and one lease that were acknowledged. */
    private JsonNode before(Function<Call, Outcome> calls) throws IOException {
        repository().ready("a").ready("b").write();
        answered(calls.apply(create("iss:before", "before")));
        return answered(calls.apply(claim("w1", "lease"))).path("lease");
    }

    private JsonNode beforeOpening() throws IOException {
        Environment nothing = new Environment(Map.of("XDG_STATE_HOME", runtime.toString()));
        try (LocalEngine another = new LocalEngine(Catalog.load(), clock, nothing)) {
            return before(another.operations()::call);
        }
    }

    private Call asked(String call, JsonNode lease) {
        return switch (call) {
            case "claim" -> claim("w2", call);
            case "renew" -> new Call("slice.renew", folder, arguments(held(lease, "ttl_seconds", 900)), call);
            case "create" -> create("iss:meanwhile", call);
            case "list" -> new Call("lease.list", folder, arguments(), null);
            default ->
                new Call("registry.entity.get", folder, arguments("section", "features", "entity_id", "feat:a"), null);
        };
    }

    private void told(String call, Outcome outcome, String code, List<String> messages) {
        if (outcome instanceof Outcome.Refused(Refusal refusal)) {
            assertThat(refusal.code().text()).as("%s: %s", call, refusal).isEqualTo(code);
            assertThat(refusal.message()).as(call).containsAnyOf(messages.toArray(String[]::new));
            assertThat(refusal.next()).as(call).isNotBlank();
        }
    }

    private void after(JsonNode lease, Map<String, Outcome> meanwhile) throws IOException {
        for (String call : CALLS) {
            ObjectNode now = answered(ask(asked(call, lease)));
            if (meanwhile.get(call) instanceof Outcome.Answered(ObjectNode first)
                    && asked(call, lease).requestId() != null) {
                assertThat(now).as(call).hasToString(first.toString());
            }
        }
        assertThat(answer("lease.list").path("leases"))
                .extracting(one -> one.path("worker_id").asText() + " "
                        + one.path("status").asText())
                .containsExactlyInAnyOrder("w1 active", "w2 active");
        assertThat(answer("registry.entity.list", "section", "issues").path("entities"))
                .extracting(row -> row.path("id").asText())
                .containsExactlyInAnyOrder("iss:before", "iss:meanwhile");
        assertThat(eventKinds()).filteredOn("registry_updated"::equals).hasSize(2);
        try (var files = Files.walk(folder)) {
            assertThat(files)
                    .noneMatch(file ->
                            file.toString().endsWith(".tmp") && !file.toString().contains("/control/"));
        }
    }

    private Outcome ask(Call call) {
        return call(call.operationId(), call.arguments(), call.requestId());
    }

    private Call claim(String worker, String request) {
        return new Call(
                "slice.claim",
                folder,
                arguments("worker_id", worker, "campaign_id", "c", "target_tier", "T1", "ttl_seconds", 900),
                request);
    }

    private Call create(String id, String request) {
        return new Call("registry.entity.create", folder, arguments("section", "issues", "entity", issue(id)), request);
    }

    private static Map<String, Object> issue(String id) {
        Map<String, Object> issue = new LinkedHashMap<>();
        issue.put("id", id);
        issue.put("title", id);
        issue.put("status", "open");
        issue.put("severity", "low");
        issue.put("description", "");
        issue.put("release_blocking", false);
        issue.put("plan", Map.of("horizon", "current"));
        List.of("feature_ids", "claim_ids", "test_ids", "evidence_ids", "risk_ids")
                .forEach(links -> issue.put(links, List.of()));
        return issue;
    }
}

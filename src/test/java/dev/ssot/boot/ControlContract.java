package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.GitCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leases, workers, tiers and the worktree, as people look after them. */
abstract class ControlContract extends OperationsContract {

    @Test
    void leases_are_listed_by_creation_and_status_without_tokens() throws Exception {
        repository().ready("a").ready("b").write();
        JsonNode first = lease("w1");
        clock.advance(Duration.ofMinutes(20));
        JsonNode second = lease("w2");
        clock.advance(Duration.ofMinutes(15));

        JsonNode all = answer("lease.list").path("leases");
        assertThat(all.findValuesAsText("lease_id")).containsExactly(id(first), id(second));
        assertThat(all.findValuesAsText("fencing_token")).containsOnly("0");
        assertThat(all.at("/0/status").asText()).isEqualTo("expired");
        assertThat(answer("lease.list", "status", "active").path("leases").findValuesAsText("lease_id"))
                .containsExactly(id(second));
        assertThat(answer("lease.list", "status", "expired").path("leases").findValuesAsText("lease_id"))
                .containsExactly(id(first));
        assertThat(answer("lease.list", "status", "done").path("leases")).isEmpty();

        JsonNode inspected = answer("lease.inspect", "lease_id", id(second)).path("lease");
        assertThat(inspected.path("fencing_token").asLong(-1)).isZero();
        assertThat(inspected.path("path_roots")).isEqualTo(second.path("path_roots"));
        refused(ErrorCode.NOT_FOUND, "unknown lease: lease:x", "lease.inspect", "lease_id", "lease:x");
    }

    @Test
    void expiring_ends_what_is_overdue_once_and_tells_it() throws Exception {
        repository().ready("a").ready("b").write();
        JsonNode first = lease("w1");
        clock.advance(Duration.ofMinutes(20));
        lease("w2");

        assertThat(answer("lease.expire").path("expired")).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        JsonNode expired = answer("lease.expire").path("expired");

        assertThat(expired.findValuesAsText("lease_id")).containsExactly(id(first));
        assertThat(expired.at("/0/status").asText()).isEqualTo("expired");
        assertThat(expired.at("/0/result/reason").asText()).isEqualTo("ttl_expired");
        assertThat(answer("lease.expire").path("expired")).isEmpty();
        assertThat(eventKinds()).containsOnlyOnce("lease_expired");
    }

    @Test
    void a_worker_is_registered_once_and_keeps_its_beginning() throws Exception {
        repository().ready("a").write();

        JsonNode worker =
                answer("worker.register", "worker_id", "w1", "os_user", "ann").path("worker");
        clock.advance(Duration.ofMinutes(5));
        JsonNode again =
                answer("worker.register", "worker_id", "w1", "os_user", "ann").path("worker");

        assertThat(worker).isEqualTo(Json.MAPPER.readTree("""
                {"worker_id":"w1","os_user":"ann","status":"active","started_at":"2026-03-01T12:00:00Z",
                 "heartbeat_at":"2026-03-01T12:00:00Z","holder":null,"open_leases":[]}"""));
        assertThat(again.path("started_at")).isEqualTo(worker.path("started_at"));
        assertThat(again.path("heartbeat_at").asText()).isEqualTo("2026-03-01T12:05:00Z");
        JsonNode event = answer("event.list").at("/events/0");
        assertThat(event.path("kind").asText()).isEqualTo("worker_registered");
        assertThat(event.path("payload")).isEqualTo(((ObjectNode) worker).without(List.of("holder", "open_leases")));
        assertThat(event.path("severity").asText()).isEqualTo("info");
        refused(
                ErrorCode.CONFLICT,
                "os_user ann belongs to worker w1",
                "worker.register",
                "worker_id",
                "w2",
                "os_user",
                "ann");
        refused(ErrorCode.INVALID_ARGUMENTS, "worker_id", "worker.register", "worker_id", " ");
        assertThat(answer("worker.register", "worker_id", "w2")
                        .at("/worker/os_user")
                        .asText())
                .isEqualTo("w2");
    }

    @Test
    void the_tier_of_a_feature_follows_its_artifacts() throws Exception {
        repository().ready("a").done("b").write();

        assertThat(tier("feat:a")).isEqualTo("T0");
        assertThat(tier("feat:b")).isEqualTo("T1");
        Files.delete(folder.resolve(".ssot/evidence/b/t1.json"));
        assertThat(tier("feat:b")).isEqualTo("T0");
        refused(ErrorCode.NOT_FOUND, "unknown feature: feat:x", "maturity.current_tier", "feature_id", "feat:x");
    }

    @Test
    void the_next_slice_is_the_best_one_that_nobody_holds() throws Exception {
        repository().ready("a").ready("b").write();

        assertThat(answer("maturity.next_slice").path("slice")).isEqualTo(Json.MAPPER.readTree("""
                {"feature_id":"feat:a","from_tier":"T0","to_tier":"T1","target_tier":"T1",
                 "path_roots":["src/a",".ssot/evidence/a"]}"""));
        lease("w");
        assertThat(answer("maturity.next_slice").at("/slice/feature_id").asText())
                .isEqualTo("feat:b");
        assertThat(answer("maturity.next_slice", "target_tier", "T0")
                        .path("slice")
                        .isNull())
                .isTrue();
        refused(ErrorCode.INVALID_ARGUMENTS, "target_tier", "maturity.next_slice", "target_tier", "T9");
    }

    @Test
    void changed_paths_are_held_against_the_leases() throws Exception {
        repository().ready("a").ready("b").write();
        committed("src/b/kept", "src/b/moved", "free/moved");
        lease("w1");
        lease("w2");
        write("src/a/new file");
        write("elsewhere");
        write("src/b/kept");
        Files.move(folder.resolve("src/b/moved"), folder.resolve("src/a/moved"));
        write(".ssot/registry.json.lock");
        int before = eventKinds().size();

        ObjectNode seen = answer("repo.watch");

        assertThat(texts(seen, "changed_paths"))
                .containsExactly(
                        ".ssot/registry.json.lock",
                        "elsewhere",
                        "src/a/moved",
                        "src/a/new file",
                        "src/b/kept",
                        "src/b/moved");
        assertThat(texts(seen, "authorized_paths"))
                .containsExactly("src/a/moved", "src/a/new file", "src/b/kept", "src/b/moved");
        assertThat(texts(seen, "out_of_lease_paths")).containsExactly("elsewhere");
        assertThat(texts(seen, "forbidden_paths")).containsExactly(".ssot/registry.json.lock");
        assertThat(seen.at("/conflicts/0/owner_worker_id").asText()).isEqualTo("w2");
        assertThat(seen.at("/conflicts/0/suspected_actor").asText()).isEqualTo("w1");
        List<String> kinds = eventKinds();
        assertThat(kinds.subList(before, kinds.size()))
                .as("a daemon may have noticed the conflicts by itself")
                .containsExactlyInAnyOrder(
                        "worktree_changed",
                        "out_of_lease_path_changed",
                        "forbidden_path_changed",
                        "path_conflict_detected",
                        "path_conflict_detected");
        assertThat(answer("conflict.list").path("conflicts"))
                .extracting(conflict -> conflict.path("kind").asText(), conflict -> texts(conflict, "changed_paths"))
                .containsExactlyInAnyOrder(
                        tuple("foreign_lease", List.of("src/b/moved", "src/a/moved")),
                        tuple("out_of_lease", List.of("elsewhere")));

        answer("repo.watch");
        assertThat(answer("conflict.list").path("conflicts"))
                .as("the same conflict is opened once")
                .hasSize(2);
    }

    @Test
    void looking_without_events_writes_nothing() throws Exception {
        repository().ready("a").write();
        committed("src/a/kept");
        write("elsewhere");

        ObjectNode seen = answer("repo.watch", "emit_events", false);

        assertThat(texts(seen, "out_of_lease_paths")).containsExactly("elsewhere");
        assertThat(folder.resolve(".ssot/control/state.sqlite")).doesNotExist();
    }

    @Test
    void a_folder_without_git_is_refused() throws Exception {
        repository().ready("a").write();
        refused(ErrorCode.NOT_FOUND, "is not in a git worktree", "repo.watch");
    }

    @Test
    void a_changed_registry_is_critical() throws Exception {
        repository().ready("a").write();
        committed("src/a/kept");
        repository().ready("a").ready("b").write();

        assertThat(texts(answer("repo.watch"), "forbidden_paths")).containsExactly(".ssot/registry.json");
        JsonNode last = answer("event.list").path("events");
        assertThat(last.get(last.size() - 1).path("kind").asText()).isEqualTo("unauthorized_registry_write");
        assertThat(last.get(last.size() - 1).path("severity").asText()).isEqualTo("critical");
    }

    private String tier(String featureId) {
        return answer("maturity.current_tier", "feature_id", featureId)
                .path("current_tier")
                .asText();
    }

    private static String id(JsonNode lease) {
        return lease.path("lease_id").asText();
    }

    private static List<String> texts(JsonNode owner, String field) {
        return owner.path(field).valueStream().map(JsonNode::asText).toList();
    }

    private void write(String path) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), "content of " + path + "\n".repeat(20));
    }

    /** Everything, with these files added, in one commit. */
    private void committed(String... paths) throws Exception {
        for (String path : paths) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), "committed " + path + "\nline".repeat(20));
        }
        new GitCommands(folder).commitAll();
    }
}

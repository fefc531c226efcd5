package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.support.GitCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of the worktree that no lease explains, and how an operator settles them. Files are dated by the test. */
abstract class ConflictContract extends OperationsContract {

    private static final Duration LATER = Duration.ofMinutes(1);

    @BeforeEach
    void worktree() throws Exception {
        repository().ready("a").ready("b").write();
        new GitCommands(folder).commitAll();
    }

    @Test
    void a_change_under_no_lease_is_a_conflict_while_others_work() throws Exception {
        write("standing", clock.instant().minus(LATER));
        lease("w1");
        clock.advance(LATER);
        write("src/a/mine");
        write("elsewhere");
        write(".ssot/adr/ours.yaml");
        answer("repo.watch");

        JsonNode conflict = only();
        assertThat(conflict.path("kind").asText()).isEqualTo("out_of_lease");
        assertThat(paths(conflict)).containsExactly("elsewhere");
        assertThat(conflict.path("suspected_actor").isNull()).isTrue();
        assertThat(eventKinds()).containsOnlyOnce("path_conflict_detected");
    }

    @Test
    void nobodys_work_is_in_danger_while_nobody_holds_a_lease() throws Exception {
        write("elsewhere");
        answer("repo.watch");
        assertThat(open()).isEmpty();
    }

    @Test
    void what_a_worker_wrote_while_it_held_the_lease_stays_explained() throws Exception {
        JsonNode a = lease("w1");
        lease("w2");
        clock.advance(LATER);
        write("src/a/done");
        answer("slice.abandon", held(a, "reason", "enough"));
        clock.advance(LATER);
        answer("repo.watch");
        assertThat(open()).isEmpty();

        write("src/a/too late");
        answer("repo.watch");
        JsonNode conflict = only();
        assertThat(paths(conflict)).containsExactly("src/a/too late");
        assertThat(conflict.path("suspected_actor").asText()).isEqualTo("w1");
    }

    @Test
    void the_report_of_a_worker_whose_lease_is_over_shows_what_it_wrote_under_the_lease_of_its_successor()
            throws Exception {
        JsonNode first = lease("w1");
        write("src/a/in time");
        clock.advance(Duration.ofHours(1));
        JsonNode second = lease("w2");
        assertThat(second.path("feature_id")).isEqualTo(first.path("feature_id"));
        clock.advance(LATER);
        write("src/a/too late");

        refused(
                ErrorCode.LEASE_NOT_ACTIVE,
                "expired",
                "slice.complete",
                held(first, "result", report("src/a/in time", "src/a/too late", "src/b/free")));

        JsonNode conflict = only();
        assertThat(conflict.path("kind").asText()).isEqualTo("foreign_lease");
        assertThat(conflict.path("owner_lease_id")).isEqualTo(second.path("lease_id"));
        assertThat(conflict.path("owner_worker_id").asText()).isEqualTo("w2");
        assertThat(conflict.path("suspected_actor").asText()).isEqualTo("w1");
        assertThat(paths(conflict)).containsExactly("src/a/too late");
    }

    @Test
    void a_completion_looks_at_the_worktree() throws Exception {
        JsonNode lease = lease("w1");
        clock.advance(LATER);
        write("elsewhere");

        answer("slice.complete", held(lease, "result", report("src/a/x")));

        assertThat(paths(only())).containsExactly("elsewhere");
    }

    @Test
    void a_forbidden_path_that_git_shows_is_critical() throws Exception {
        lease("w1");
        clock.advance(LATER);
        write(".ssot/control/planted");
        new GitCommands(folder).run("add", "-f", ".ssot/control/planted");

        answer("slice.complete", held(lease("w2"), "result", report("src/b/x")));

        assertThat(only().path("kind").asText()).isEqualTo("forbidden_path");
        JsonNode told = event("forbidden_path_changed");
        assertThat(told.path("severity").asText()).isEqualTo("critical");
        assertThat(told.path("recommended_action").asText()).isEqualTo("stop_current_work");
        assertThat(paths(told.path("payload"))).containsExactly(".ssot/control/planted");
    }

    @Test
    void a_resolved_conflict_says_who_decided_and_comes_back_only_when_the_path_changes_again() throws Exception {
        lease("w1");
        clock.advance(LATER);
        write("elsewhere");
        answer("repo.watch");
        String id = only().path("conflict_id").asText();

        ObjectNode resolved = resolve(id);
        assertThat(resolved.path("already_resolved").asBoolean(true)).isFalse();
        assertThat(resolved.at("/conflict/status").asText()).isEqualTo("resolved");
        assertThat(resolved.at("/conflict/resolution/resolved_by").asText()).isEqualTo("ann");
        assertThat(resolved.at("/conflict/resolution/reason").asText()).isEqualTo("wanted");
        assertThat(event("conflict_resolved").at("/payload/conflict_id").asText())
                .isEqualTo(id);

        answer("repo.watch");
        assertThat(open()).isEmpty();
        assertThat(answer("conflict.list", "status", "resolved").path("conflicts"))
                .hasSize(1);
        assertThat(resolve(id).path("already_resolved").asBoolean()).isTrue();
        assertThat(eventKinds()).containsOnlyOnce("conflict_resolved");

        clock.advance(LATER);
        write("elsewhere");
        answer("repo.watch");
        assertThat(paths(only())).containsExactly("elsewhere");
    }

    @Test
    void only_a_conflict_of_this_repository_can_be_resolved() {
        refused(
                ErrorCode.NOT_FOUND,
                "unknown conflict: cnf:x",
                "conflict.resolve",
                "conflict_id",
                "cnf:x",
                "resolved_by",
                "ann",
                "reason",
                "r");
        refused(
                ErrorCode.INVALID_ARGUMENTS,
                "reason",
                "conflict.resolve",
                "conflict_id",
                "cnf:x",
                "resolved_by",
                "ann",
                "reason",
                " ");
    }

    @Test
    void very_many_stray_files_are_named_by_their_folders() throws Exception {
        // Before the lease, so that nobody looks while only some of them are there.
        for (int i = 0; i < 201; i++) {
            write("vendor/lib/file" + i, clock.instant().plus(LATER));
        }
        lease("w1");
        answer("repo.watch");
        assertThat(paths(only())).containsExactly("vendor/");
    }

    private ObjectNode resolve(String id) {
        return answer("conflict.resolve", "conflict_id", id, "resolved_by", "ann", "reason", "wanted");
    }

    private static ObjectNode report(String... changedPaths) {
        return arguments("changed_paths", List.of(changedPaths), "tests_run", List.of(), "evidence_paths", List.of());
    }

    /** Written now, as the clock of the test has it. */
    private void write(String path) throws IOException {
        write(path, clock.instant());
    }

    private void write(String path, Instant at) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content");
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private JsonNode open() {
        return answer("conflict.list").path("conflicts");
    }

    private JsonNode only() {
        assertThat(open()).hasSize(1);
        return open().get(0);
    }

    private JsonNode event(String kind) {
        return answer("event.list", "limit", 1000)
                .path("events")
                .valueStream()
                .filter(event -> event.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> paths(JsonNode conflict) {
        return conflict.path("changed_paths")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}

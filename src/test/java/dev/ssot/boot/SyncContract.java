package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.support.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Statuses that follow from what is known, and the verification of a release on this machine. */
abstract class SyncContract extends OperationsContract {

    private static final String REGISTRY = ".ssot/registry.json";

    @Test
    void a_sync_saves_what_it_changed_and_says_so_in_an_event() throws Exception {
        proved("a").write();

        ObjectNode synced = answer("registry.sync_statuses");

        assertThat(synced.path("passed").asBoolean()).as("%s", synced).isTrue();
        assertThat(synced.path("dry_run").asBoolean(true)).isFalse();
        assertThat(synced.path("changed").asInt()).isEqualTo(4);
        assertThat(synced.path("registry_path").asText()).endsWith(REGISTRY);
        assertThat(synced.at("/validation/passed").asBoolean()).isTrue();
        assertThat(status("claims", "clm:a.t1")).isEqualTo("certified");
        assertThat(eventKinds()).containsExactly("registry_updated");

        byte[] saved = bytes(REGISTRY);
        assertThat(answer("registry.sync_statuses").path("changes")).isEmpty();
        assertThat(bytes(REGISTRY)).isEqualTo(saved);
        assertThat(eventKinds()).hasSize(1);
    }

    @Test
    void a_retry_gets_the_answer_of_the_first_call() throws Exception {
        proved("a").write();

        ObjectNode first = answered(call("registry.sync_statuses", arguments(), "r1"));

        assertThat(answered(call("registry.sync_statuses", arguments(), "r1"))).isEqualTo(first);
        assertThat(first.path("changed").asInt()).isEqualTo(4);
    }

    @Test
    void a_dry_run_tells_the_same_and_writes_nothing() throws Exception {
        proved("a").write();
        byte[] before = bytes(REGISTRY);

        ObjectNode dry = answer("registry.sync_statuses", "dry_run", true);

        assertThat(dry.path("dry_run").asBoolean()).isTrue();
        assertThat(dry.path("passed").asBoolean()).isTrue();
        assertThat(bytes(REGISTRY)).isEqualTo(before);
        assertThat(folder.resolve(".ssot/control")).doesNotExist();
        assertThat(answer("registry.sync_statuses").path("changes")).isEqualTo(dry.path("changes"));
    }

    @Test
    void a_registry_that_breaks_rules_is_reported_and_left_as_it_is() throws Exception {
        TestRepository repository = proved("a");
        repository.row("features", "feat:a").put("title", "");
        repository
                .row("features", "feat:a")
                .putArray("claim_ids")
                .add("clm:a.t1")
                .add("clm:none");
        repository.write();
        byte[] before = bytes(REGISTRY);

        for (boolean dryRun : new boolean[] {true, false}) {
            ObjectNode report = answer("registry.sync_statuses", "dry_run", dryRun);

            assertThat(report.path("passed").asBoolean(true)).isFalse();
            assertThat(report.path("changes")).isNotEmpty();
            assertThat(report.at("/validation/passed").asBoolean(true)).isFalse();
            assertThat(report.at("/validation/failures").toString()).contains("clm:none");
            assertThat(bytes(REGISTRY)).isEqualTo(before);
        }
        assertThat(eventKinds()).isEmpty();
    }

    @Test
    void a_broken_registry_in_which_nothing_has_to_change_has_not_passed_either() throws Exception {
        TestRepository repository = repository().unwired("a");
        repository
                .row("features", "feat:a")
                .put("implementation_status", "absent")
                .put("origin", "nowhere");
        repository.write();

        ObjectNode report = answer("registry.sync_statuses");

        assertThat(report.path("changes")).isEmpty();
        assertThat(report.path("passed").asBoolean(true)).isFalse();
    }

    @Test
    void where_runs_are_observed_only_a_run_of_what_is_there_makes_a_test_pass() throws Exception {
        TestRepository repository = proved("a");
        observed(repository, "test -e good").write();
        approve();

        answer("registry.sync_statuses");
        assertThat(status("tests", "tst:a")).as("nothing ran").isEqualTo("planned");

        answer("test.run");
        answer("registry.sync_statuses");
        assertThat(status("tests", "tst:a")).as("it failed").isEqualTo("failing");

        Files.writeString(folder.resolve("good"), "");
        answer("test.run");
        assertThat(answer("registry.sync_statuses").path("notes")).isEmpty();
        assertThat(status("tests", "tst:a")).as("it passed").isEqualTo("passing");
        assertThat(status("evidence", "evd:a")).isEqualTo("passed");
        assertThat(status("claims", "clm:a.t1")).isEqualTo("certified");

        Files.writeString(folder.resolve("src/a/check.txt"), "another test");
        answer("registry.sync_statuses");
        assertThat(status("tests", "tst:a"))
                .as("what ran is not there any more")
                .isEqualTo("planned");
    }

    @Test
    void a_scaffold_proves_nothing_at_any_level() throws Exception {
        repository().unwired("a").write();
        answer("registry.scaffold", "feature_id", "feat:a");

        answer("registry.sync_statuses");

        assertThat(status("tests", "tst:a.t1")).isEqualTo("planned");
        assertThat(status("evidence", "evd:a.t1")).isEqualTo("planned");
        assertThat(status("claims", "clm:a.t1")).isEqualTo("proposed");
    }

    @Test
    void an_unknown_level_is_refused() throws Exception {
        TestRepository repository = proved("a");
        repository.verification("hearsay").write();

        for (boolean dryRun : new boolean[] {true, false}) {
            refused(
                    ErrorCode.REGISTRY_INVALID,
                    "completion.verification must be one of: executed, observed, reported",
                    "registry.sync_statuses",
                    "dry_run",
                    dryRun);
        }
    }

    @Test
    void a_release_is_verified_from_its_rows_and_the_files_that_they_name() throws Exception {
        TestRepository repository = proved("a");
        repository.row("releases", "rel:0.1.0").putArray("claim_ids").add("clm:a.t1");
        repository.write();

        ObjectNode report = answer("release.verify_local", "blocking", true);

        assertThat(report.path("passed").asBoolean()).as("%s", report).isTrue();
        assertThat(report.path("release_id").asText()).isEqualTo("rel:0.1.0");
        assertThat(report.path("blocking").asBoolean()).isTrue();
        JsonNode snapshot = report.path("source_snapshot");
        assertThat(Json.MAPPER.convertValue(snapshot.path("file_hashes"), Map.class))
                .isEqualTo(Map.of(
                        REGISTRY,
                        CanonicalJson.hash(bytes(REGISTRY)),
                        "src/a/check.txt",
                        CanonicalJson.hash(bytes("src/a/check.txt")),
                        TestRepository.evidencePath("a"),
                        CanonicalJson.hash(bytes(TestRepository.evidencePath("a")))));
        assertThat(json(".ssot/releases/rel__0.1.0/source.snapshot.json")).isEqualTo(snapshot);
        assertThat(json(".ssot/releases/rel__0.1.0/artifact.manifest.json"))
                .isEqualTo(report.path("artifact_manifest"));
        JsonNode bundle = json(".ssot/releases/rel__0.1.0/evidence.bundle.json");
        assertThat(bundle.path("bundle_hash")).isEqualTo(report.path("bundle_hash"));
        assertThat(bundle.at("/tests/0/id").asText()).isEqualTo("tst:a");
        assertThat(bundle.at("/evidence/0/id").asText()).isEqualTo("evd:a");
        ObjectNode written = (ObjectNode) json(".ssot/reports/local-release-verification.report.json");
        assertThat(written.put("report_path", report.path("report_path").asText()))
                .isEqualTo(report);
        assertThat(answer("release.verify_local").path("bundle_hash"))
                .as("the same files give the same hash")
                .isEqualTo(report.path("bundle_hash"));
    }

    @Test
    void without_artifacts_only_the_report_is_left_out() throws Exception {
        proved("a").write();

        answer("release.verify_local", "write_artifacts", false);

        assertThat(folder.resolve(".ssot/reports")).doesNotExist();
        assertThat(folder.resolve(".ssot/releases/rel__0.1.0/evidence.bundle.json"))
                .exists();
    }

    @Test
    void a_snapshot_of_the_whole_repository_leaves_out_what_is_made_and_the_control_store() throws Exception {
        proved("a").write();
        write("README.md");
        write("dist/made.bin");
        write("lib/dist/kept.txt");
        Files.createSymbolicLink(folder.resolve("elsewhere"), runtime);
        answer("lease.expire");

        JsonNode hashes =
                answer("release.verify_local", "path_policy", "full-repo").at("/source_snapshot/file_hashes");

        assertThat(hashes.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        REGISTRY,
                        "README.md",
                        "lib/dist/kept.txt",
                        "src/a/check.txt",
                        TestRepository.evidencePath("a"));
    }

    @Test
    void a_release_of_an_invalid_registry_is_written_and_has_not_passed() throws Exception {
        TestRepository repository = proved("a");
        repository.row("features", "feat:a").put("origin", "nowhere");
        repository.write();

        ObjectNode report = answer("release.verify_local");

        assertThat(report.path("passed").asBoolean(true)).isFalse();
        assertThat(report.path("failures").toString()).contains("feat:a");
        assertThat(folder.resolve(".ssot/reports/local-release-verification.report.json"))
                .exists();
    }

    @Test
    void an_unknown_release_writes_nothing() throws Exception {
        proved("a").write();

        refused(ErrorCode.NOT_FOUND, "Unknown release id: rel:none", "release.verify_local", "release_id", "rel:none");

        assertThat(folder.resolve(".ssot/releases")).doesNotExist();
    }

    @Test
    void a_link_in_the_way_of_a_report_is_not_followed() throws Exception {
        proved("a").write();
        Files.createSymbolicLink(folder.resolve(".ssot/releases"), runtime);

        refused(ErrorCode.STORE_UNAVAILABLE, "a link leads", "release.verify_local");

        assertThat(runtime.resolve("rel__0.1.0")).doesNotExist();
    }

    /** Everything is there, and nothing has its status yet. */
    private TestRepository proved(String name) throws Exception {
        write("src/%s/check.txt".formatted(name));
        return repository().ready(name).artifact(TestRepository.evidencePath(name));
    }

    private TestRepository observed(TestRepository repository, String script) throws Exception {
        repository.verification("observed");
        ObjectNode execution =
                repository.row("tests", "tst:a").putObject("execution").put("mode", "command");
        execution.putArray("argv").add("sh").add("-c").add(script);
        execution.put("cwd", ".").put("timeout_seconds", 60);
        execution.putObject("env");
        execution.putObject("success").put("type", "exit_code").put("expected", 0);
        return repository;
    }

    private void approve() {
        OperatorTrust trust = new OperatorTrust(new Environment(Map.of("XDG_STATE_HOME", runtime.toString())));
        var reviewed = (TrustControl.Review.Commands) trust.review(folder);
        assertThat(trust.approve(reviewed, reviewed.commands())).isEmpty();
    }

    private String status(String section, String id) {
        return answer("registry.entity.get", "section", section, "entity_id", id)
                .at("/entity/status")
                .asText();
    }

    private void write(String path) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }

    private byte[] bytes(String path) throws Exception {
        return Files.readAllBytes(folder.resolve(path));
    }

    private JsonNode json(String path) throws Exception {
        return Json.MAPPER.readTree(bytes(path));
    }
}

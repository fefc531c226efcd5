package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.support.GitCommands;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Completion where the gate runs the tests itself: nobody's word about them counts, and nobody's file. */
abstract class ExecutedCompletionContract extends OperationsContract {

    private static final String WORK = "src/a/code.txt";
    private static final String EVIDENCE = TestRepository.evidencePath("a");

    /** What somebody does between the claim and the completion. */
    @FunctionalInterface
    interface Deed {

        Deed NONE = (_, _) -> {};

        void by(ExecutedCompletionContract test, JsonNode lease) throws Exception;
    }

    @Test
    void honest_work_passes_at_the_first_try_and_its_runs_are_kept() throws Exception {
        JsonNode lease = claimed("echo checked; test -e " + WORK, Deed.NONE);

        ObjectNode completed = complete(lease);

        assertThat(completed.path("outcome").asText()).as("%s", completed).isEqualTo("verified");
        assertThat(completed.at("/completion/level").asText()).isEqualTo("executed");
        assertThat(completed.at("/lease/status").asText()).isEqualTo("done");
        assertThat(row("tests", "tst:a").path("status").asText()).isEqualTo("passing");
        assertThat(row("evidence", "evd:a").path("status").asText()).isEqualTo("passed");
        assertThat(row("claims", "clm:a.t1").path("status").asText()).isIn("evidenced", "certified");
        assertThat(claim("w2").path("kind").asText()).isNotEqualTo("lease_granted");
        JsonNode shown = completed.at("/completion/runs/0");
        TestRun run = run("tst:a").run();
        assertThat(run.leaseId()).isEqualTo(lease.path("lease_id").asText());
        assertThat(run.treeHash()).hasSize(64);
        assertThat(run.ending()).isEqualTo(TestRun.Ending.EXITED);
        assertThat(run.stdoutSha256()).isEqualTo(CanonicalJson.hash("checked\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(shown.path("run").asText()).isEqualTo(run.run());
        assertThat(shown.path("exit_code").asInt(-1)).isZero();
        byte[] record = Files.readAllBytes(folder.resolve(shown.path("record").asText()));
        assertThat(CanonicalJson.hash(record))
                .isEqualTo(run.sha256())
                .isEqualTo(shown.path("record_sha256").asText());
        assertThat(Json.MAPPER.readTree(record).path("lease_id")).isEqualTo(lease.path("lease_id"));
    }

    @Test
    void a_record_that_was_changed_after_the_gate_is_found() throws Exception {
        ObjectNode completed = complete(claimed("exit 0", Deed.NONE));
        assertThat(answer("registry.validate").path("failures")).isEmpty();
        Path record = folder.resolve(completed.at("/completion/runs/0/record").asText());
        Files.writeString(record, Files.readString(record).replace("\"exit_code\":0", "\"exit_code\":7"));

        ObjectNode validation = answer("registry.validate");

        assertThat(validation.path("passed").asBoolean(true)).isFalse();
        assertThat(validation.path("failures").toString())
                .contains("evidence tst:a is stale: "
                        + completed.at("/completion/runs/0/record").asText());
        Files.delete(record);
        assertThat(answer("registry.validate").path("passed").asBoolean())
                .as("the store has it")
                .isTrue();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                forged("a test that fails while the worker says it passed", "exit 1", Deed.NONE, "tst:a did not pass"),
                forged(
                        "an output that claims success",
                        "echo 'ok 1 - all tests passed'; exit 1",
                        Deed.NONE,
                        "tst:a did not pass"),
                forged(
                        "a test that would pass if it were given the time",
                        "trap 'exit 0' HUP INT TERM; echo passed; sleep 600 & wait",
                        Deed.NONE,
                        "tst:a did not pass"),
                forged("a program that is not there", null, Deed.NONE, "tst:a did not pass"),
                forged(
                        "a planted record of a run",
                        "exit 1",
                        (test, lease) -> test.write(
                                ".ssot/evidence/runs/%s/tst-a.json"
                                        .formatted(
                                                lease.path("lease_id").asText().substring(6)),
                                "{\"passed\":true,\"exit_code\":0,\"kind\":\"ssot-test-run\"}"),
                        "tst:a did not pass"),
                forged(
                        "a planted row in the store",
                        "exit 1",
                        (test, _) -> {
                            test.answer("test.run", "ids", List.of("tst:a"));
                            test.sql("UPDATE ssot_test_runs SET exit_code = 0, passed = 1");
                        },
                        "tst:a did not pass"),
                forged(
                        "a row that says passing",
                        "exit 1",
                        (test, _) -> test.call(
                                "registry.entity.update",
                                arguments(
                                        "section",
                                        "tests",
                                        "entity_id",
                                        "tst:a",
                                        "changes",
                                        Map.of("status", "passing")),
                                null),
                        "tst:a did not pass"),
                forged(
                        "a test that repairs the work while it runs",
                        "echo mended > " + WORK,
                        Deed.NONE,
                        "tst:a ran on other files than those that are there now; 1 changed meanwhile: " + WORK),
                forged(
                        "a test that leaves another work behind",
                        "rm " + WORK,
                        Deed.NONE,
                        "tst:a ran on other files than those that are there now"),
                forged(
                        "a test that changes its own row",
                        "sed -i s/unit/integration/ .ssot/registry.json",
                        Deed.NONE,
                        "tests.tst:a was changed in .ssot/registry.json past this program"),
                forged(
                        "a test that lowers the level",
                        "printf '[completion]\\nverification = \"reported\"\\n' > .ssot/ssot.toml; exit 1",
                        Deed.NONE,
                        "tst:a did not pass"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, String script, Deed deed, String reason) throws Exception {
        JsonNode lease = claimed(script, deed);

        ObjectNode completed = complete(lease);

        assertThat(completed.path("outcome").asText()).as("%s", completed).isEqualTo("refused");
        assertThat(completed.at("/completion/failures").toString()).contains(reason);
        completed
                .at("/completion/refusals")
                .forEach(one -> assertThat(one.path("next").asText()).isNotBlank());
        assertThat(completed.at("/lease/status").asText()).isEqualTo("active");
        assertThat(row("claims", "clm:a.t1").path("status").asText()).isEqualTo("asserted");
    }

    static Stream<Arguments> unapproved() {
        return Stream.of(
                Arguments.of("a command that nobody has approved", (Deed) (test, _) -> test.revoke()),
                Arguments.of("a command that changed since", (Deed) (test, _) ->
                        test.execution(execution -> execution.putArray("argv").add("true"))),
                Arguments.of("an environment that changed since", (Deed) (test, _) ->
                        test.execution(execution -> execution.putObject("env").put("PATH", "elsewhere"))),
                Arguments.of("a time limit that changed since", (Deed)
                        (test, _) -> test.execution(execution -> execution.put("timeout_seconds", 9_999))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unapproved(String name, Deed deed) throws Exception {
        JsonNode lease = claimed("touch ran", deed);

        ObjectNode completed = complete(lease);

        assertThat(completed.path("outcome").asText()).as("%s", completed).isEqualTo("needs_approval");
        assertThat(completed.at("/completion/refusals").findValuesAsText("next").getFirst())
                .contains("An operator runs `ssot trust --ids tst:a` in " + folder.toRealPath())
                .contains("Then call complete_slice again");
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(completed.at("/lease/status").asText()).isEqualTo("active");

        approve();
        assertThat(complete(lease).path("outcome").asText()).isNotEqualTo("needs_approval");
    }

    @Test
    void all_tests_of_the_evidence_are_run_and_a_scaffold_among_them_proves_nothing() throws Exception {
        String scaffold = "tests/ssot_scaffold/test_b.py";
        write(scaffold, "def test_ssot_scaffold_is_not_written_yet():\n    pass\n");
        JsonNode lease = claimed("exit 0", (test, _) -> {
            JsonNode execution = test.row("tests", "tst:a").path("execution");
            test.change(
                    "tst:b", TestRepository.arguments("path", scaffold, "execution", execution, "status", "planned"));
            test.answer(
                    "registry.entity.link",
                    "section",
                    "evidence",
                    "entity_id",
                    "evd:a",
                    "links",
                    Map.of("test_ids", List.of("tst:b")));
            test.approve();
        });

        ObjectNode refused = complete(lease);
        write(scaffold, "def test_b():\n    pass\n");

        assertThat(refused.path("outcome").asText()).as("%s", refused).isEqualTo("refused");
        assertThat(refused.at("/completion/failures").toString())
                .contains("evd:a: linked tst:b: test is a scaffold that nobody has written yet");
        assertThat(complete(lease).path("outcome").asText()).isEqualTo("verified");
    }

    @Test
    void a_row_that_nobody_can_run_proves_nothing() throws Exception {
        JsonNode lease =
                claimed("exit 0", (test, _) -> test.execution(execution -> execution.put("cwd", "../elsewhere")));

        ObjectNode completed = complete(lease);

        assertThat(completed.path("outcome").asText()).isEqualTo("refused");
        assertThat(completed.at("/completion/failures").toString())
                .contains("Test tst:a execution.cwd must stay within the repo root");
    }

    @Test
    void what_a_test_changes_outside_the_lease_is_told() throws Exception {
        JsonNode lease = claimed("echo x >> elsewhere.txt", Deed.NONE);

        ObjectNode completed = complete(lease);

        assertThat(completed.at("/completion/observed/outside").toString()).contains("elsewhere.txt");
    }

    @Test
    void what_a_test_leaves_running_changes_nothing_afterwards() throws Exception {
        String late = "(setsid sh -c 'while :; do echo late >> elsewhere.txt; done' & echo $! > pid);"
                + " while ! test -e elsewhere.txt; do :; done";
        JsonNode lease = claimed(late, Deed.NONE);

        complete(lease);
        byte[] after = Files.readAllBytes(folder.resolve("elsewhere.txt"));

        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        assertThat(ProcessIdentity.of(pid)).isEmpty();
        assertThat(Files.readAllBytes(folder.resolve("elsewhere.txt"))).isEqualTo(after);
    }

    @Test
    void a_script_that_changed_since_its_approval_runs_and_is_told() throws Exception {
        write("src/a/check.sh", "exit 1");
        JsonNode lease = claimed(null, (test, _) -> test.write("src/a/check.sh", "exit 0"), "sh", "src/a/check.sh");

        ObjectNode completed = complete(lease, WORK, "src/a/check.sh");

        assertThat(completed.path("outcome").asText()).as("%s", completed).isEqualTo("verified");
        assertThat(completed.at("/completion/runs/0/changed_since_approval").toString())
                .contains("src/a/check.sh");
        assertThat(completed.at("/completion/warnings").toString())
                .contains("tst:a: files that its command names changed since it was approved: src/a/check.sh");
    }

    @Test
    void a_lease_that_is_lost_while_its_tests_run_ends_them_and_proves_nothing() throws Exception {
        JsonNode lease = claimed("touch started; sleep 600", Deed.NONE);
        answer("slice.renew", held(lease, "ttl_seconds", 1));
        CompletableFuture<Outcome> completing =
                CompletableFuture.supplyAsync(() -> call("slice.complete", arguments(completion(lease)), null));
        Awaitility.await().until(() -> Files.exists(folder.resolve("started")));

        clock.advance(Duration.ofMinutes(1));

        assertThat(completing.join())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.LEASE_NOT_ACTIVE));
        assertThat(run("tst:a").run().ending()).isEqualTo(TestRun.Ending.INTERRUPTED);
        assertThat(row("tests", "tst:a").path("status").asText()).isEqualTo("planned");
    }

    @Test
    void a_lease_is_kept_alive_while_its_tests_run_and_they_run_once_at_a_time() throws Exception {
        JsonNode lease = claimed("touch started; while ! test -e go; do sleep 0.1; done", Deed.NONE);
        answer("slice.renew", held(lease, "ttl_seconds", 1));
        CompletableFuture<Outcome> completing =
                CompletableFuture.supplyAsync(() -> call("slice.complete", arguments(completion(lease)), null));
        Awaitility.await().until(() -> Files.exists(folder.resolve("started")));

        refused(ErrorCode.CONFLICT, "are being run since", "slice.complete", completion(lease));
        Files.writeString(folder.resolve("go"), "");

        assertThat(answered(completing.join()).path("outcome").asText()).isEqualTo("verified");
    }

    private static Arguments forged(String name, String script, Deed deed, String reason) {
        return Arguments.of(name, script, deed, reason);
    }

    /** A lease on a feature whose test is approved, with work and evidence done under it. */
    private JsonNode claimed(String script, Deed deed) throws Exception {
        return script == null ? claimed(null, deed, "no-such-program") : claimed(script, deed, "sh", "-c", script);
    }

    private JsonNode claimed(String script, Deed deed, String... argv) throws Exception {
        TestRepository repository = TestRepository.in(folder)
                .ready("a")
                .done("b")
                .artifact("src/b/check.txt")
                .verification("executed");
        repository.artifact("src/a/check.txt");
        ObjectNode execution =
                repository.row("tests", "tst:a").putObject("execution").put("mode", "command");
        List.of(argv).forEach(execution.putArray("argv")::add);
        execution.put("cwd", ".").put("timeout_seconds", script != null && script.startsWith("trap") ? 1 : 60);
        execution.putObject("env");
        execution.putObject("success").put("type", "exit_code").put("expected", 0);
        repository.write();
        new GitCommands(folder).commitAll();
        approve();
        JsonNode lease = lease("w1");
        write(WORK, "work");
        write(EVIDENCE, "{\"status\":\"passed\"}");
        deed.by(this, lease);
        return lease;
    }

    private ObjectNode complete(JsonNode lease, String... changed) {
        return answer("slice.complete", completion(lease, changed));
    }

    private static Object[] completion(JsonNode lease, String... changed) {
        List<String> paths = new ArrayList<>(changed.length == 0 ? List.of(WORK) : List.of(changed));
        paths.add(EVIDENCE);
        return held(
                lease,
                "result",
                Map.of(
                        "changed_paths",
                        paths,
                        "tests_run",
                        List.of(Map.of("command", "true", "exit_code", 0)),
                        "evidence_paths",
                        List.of(EVIDENCE)));
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void sql(String statement) throws Exception {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(".ssot/control/state.sqlite"));
                var run = connection.createStatement()) {
            assertThat(run.executeUpdate(statement)).isPositive();
        }
    }

    /** As an agent can do it: through a tool. */
    private void execution(Consumer<ObjectNode> change) {
        ObjectNode execution = row("tests", "tst:a").path("execution").deepCopy();
        change.accept(execution);
        change("tst:a", Json.object().set("execution", execution));
    }

    private void change(String testId, ObjectNode changes) {
        answer("registry.entity.update", "section", "tests", "entity_id", testId, "changes", changes);
    }

    private JsonNode row(String section, String id) {
        return answer("registry.entity.get", "section", section, "entity_id", id)
                .path("entity");
    }

    private KeptRun run(String testId) {
        try (SqliteControlStore store = new SqliteControlStore(folder)) {
            return store.read(Instant.EPOCH, view -> view.latestRun(testId)).orElseThrow();
        }
    }

    private OperatorTrust trust() {
        return new OperatorTrust(new Environment(Map.of("XDG_STATE_HOME", runtime.toString())));
    }

    private void approve() {
        var reviewed = (TrustControl.Review.Commands) trust().review(folder);
        assertThat(trust().approve(reviewed, reviewed.commands())).isEmpty();
    }

    private void revoke() {
        var reviewed = (TrustControl.Review.Commands) trust().review(folder);
        assertThat(trust().revoke(reviewed, List.of("tst:a"))).isEmpty();
    }
}

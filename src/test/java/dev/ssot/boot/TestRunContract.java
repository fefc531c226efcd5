package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.StartedRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Running what an operator approved, and nothing else. The commands are real ones. */
abstract class TestRunContract extends OperationsContract {

    @TempDir
    Path outside;

    @Test
    void an_approved_command_runs_and_its_case_says_how_it_went() throws Exception {
        repository(Map.of("a", "echo out; echo err >&2; exit 3")).write();
        approve();

        ObjectNode run = answer("test.run", "ids", List.of("tst:a"));

        assertThat(run.path("passed").asBoolean(true)).isFalse();
        assertThat(run.path("summary")).isEqualTo(json("{'passed':0,'failed':1,'skipped':0,'total':1}"));
        assertThat(run.path("target")).isEqualTo(json("{'kind':'test','ids':['tst:a']}"));
        assertThat(run.at("/cases/0"))
                .isEqualTo(json("{'nodeid':'tst:a','test_id':'tst:a','title':'Test a','kind':'unit',"
                        + "'path':'src/a/check.txt','runner':'command','command':['sh','-c',"
                        + "'echo out; echo err >&2; exit 3'],'cwd':'.','expected_exit_code':0,'returncode':3,"
                        + "'outcome':'failed','stdout':'out\\n','stderr':'err\\n'}"));
        assertThat(run.path("statuses"))
                .isEqualTo(json("{'recorded':true,'kept':[],'changes':[{'id':'tst:a','before':'planned',"
                        + "'after':'failing'}]}"));
        assertThat(status("tst:a")).isEqualTo("failing");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, passed", "1, 0, failed", "1, 1, passed", "0, 1, failed"})
    void a_test_passes_by_its_expected_exit_code(int code, int expected, String outcome) throws Exception {
        TestRepository repository = repository(Map.of("a", "exit " + code));
        ((ObjectNode) repository.row("tests", "tst:a").at("/execution/success")).put("expected", expected);
        repository.write();
        approve();

        assertThat(answer("test.run").at("/cases/0/outcome").asText()).isEqualTo(outcome);
        assertThat(receipt("tst:a").orElseThrow().passed()).isEqualTo(outcome.equals("passed"));
    }

    @Test
    void nothing_runs_before_everything_is_approved() throws Exception {
        repository(Map.of("a", "touch ran-a", "b", "touch ran-b")).write();
        approve("tst:a");

        assertThat(refusal("test.run", "ids", List.of("tst:a", "tst:b")).next()).contains("ssot trust");
        refused(ErrorCode.NOT_APPROVED, ": tst:b", "test.run", "ids", List.of("tst:a", "tst:b"));
        assertThat(folder.resolve("ran-a")).doesNotExist();
        assertThat(receipt("tst:a")).isEmpty();

        assertThat(answer("test.run", "ids", List.of("tst:a")).path("passed").asBoolean())
                .isTrue();
        assertThat(folder.resolve("ran-a")).exists();
    }

    @Test
    void a_dry_run_lists_and_needs_no_approval() throws Exception {
        repository(Map.of("a", "touch ran-a")).write();

        ObjectNode dry = answer("test.run", "ids", List.of("tst:a"), "dry_run", true);

        assertThat(dry.path("passed").asBoolean()).isTrue();
        assertThat(dry.path("dry_run").asBoolean()).isTrue();
        assertThat(dry.at("/resolved_tests/0/execution/argv/2").asText()).isEqualTo("touch ran-a");
        assertThat(dry.has("summary")).isFalse();
        assertThat(folder.resolve("ran-a")).doesNotExist();
    }

    static Stream<Consumer<ObjectNode>> changes() {
        return Stream.of(
                execution -> execution.putArray("argv").add("sh").add("-c").add("touch tricked"),
                execution -> execution.putObject("env").put("PATH", "elsewhere"),
                execution -> execution.put("cwd", "src"),
                execution -> execution.put("timeout_seconds", 9_999),
                execution -> ((ObjectNode) execution.get("success")).put("expected", 1));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void an_approval_is_lost_when_anything_of_the_command_changes(Consumer<ObjectNode> change) throws Exception {
        TestRepository repository = repository(Map.of("a", "exit 0"));
        repository.write();
        approve();
        change.accept((ObjectNode) repository.row("tests", "tst:a").get("execution"));
        repository.write();

        refused(ErrorCode.NOT_APPROVED, "tst:a", "test.run");
        assertThat(folder.resolve("tricked")).doesNotExist();
    }

    @Test
    void an_approval_holds_for_one_test_in_one_repository() throws Exception {
        TestRepository repository = repository(Map.of("a", "exit 0"));
        repository.write();
        approve();
        repository.row("tests", "tst:a").put("id", "tst:renamed");
        repository.row("features", "feat:a").putArray("test_ids").add("tst:renamed");
        repository.write();
        refused(ErrorCode.NOT_APPROVED, "tst:renamed", "test.run");

        withCommand(TestRepository.in(outside).ready("a"), "a", "exit 0").write();
        assertThat(new OperatorTrust(environment()).review(outside))
                .isInstanceOfSatisfying(
                        TrustControl.Review.Commands.class,
                        review ->
                                assertThat(review.commands().getFirst().state()).isEqualTo(TrustControl.State.NEW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "src/../..", "link", "link/deeper"})
    void no_command_runs_outside_the_repository(String cwd) throws Exception {
        TestRepository repository = repository(Map.of("a", "touch tricked"));
        ((ObjectNode) repository.row("tests", "tst:a").get("execution")).put("cwd", cwd);
        repository.write();
        Files.createSymbolicLink(folder.resolve("link"), outside);
        approve();

        refused(ErrorCode.CONFLICT, "Test tst:a execution.cwd must stay within the repo root", "test.run");
    }

    @Test
    void an_absolute_folder_is_refused_and_a_link_inside_is_followed() throws Exception {
        TestRepository repository = repository(Map.of("a", "pwd"));
        ObjectNode execution = (ObjectNode) repository.row("tests", "tst:a").get("execution");
        execution.put("cwd", folder.toString());
        repository.write();
        refused(ErrorCode.CONFLICT, "Test tst:a execution.cwd must be repo-relative", "test.run");

        execution.put("cwd", "link");
        repository.write();
        Files.createDirectories(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        approve();
        assertThat(answer("test.run").at("/cases/0/stdout").asText().strip()).endsWith("/real");
    }

    @Test
    void the_environment_is_small_and_the_rows_variables_are_in_it() throws Exception {
        TestRepository repository = repository(Map.of("a", "env; cat; exit 0"));
        ((ObjectNode) repository.row("tests", "tst:a").at("/execution/env")).put("OWN", "value");
        repository.write();
        approve();

        List<String> variables = answer("test.run")
                .at("/cases/0/stdout")
                .asText()
                .lines()
                .map(line -> line.replaceAll("=.*", ""))
                .toList();

        assertThat(variables).contains("PATH", "OWN").doesNotContain("XDG_STATE_HOME", "XDG_RUNTIME_DIR");
    }

    @Test
    void a_time_limit_ends_everything_that_the_command_started() throws Exception {
        // The inner shell ends at once, so that its child has no parent below the command; setsid leaves the session.
        String script = "sleep 600 & echo $! > direct; (setsid sleep 600 & echo $! > orphan); sleep 600";
        TestRepository repository = repository(Map.of("a", script));
        ((ObjectNode) repository.row("tests", "tst:a").get("execution")).put("timeout_seconds", 2);
        repository.write();
        approve();

        JsonNode shown = answer("test.run").at("/cases/0");

        assertThat(shown.path("outcome").asText()).isEqualTo("failed");
        assertThat(shown.path("returncode").isNull()).isTrue();
        assertThat(shown.path("stderr").asText()).isEqualTo("Command timed out after 2 seconds");
        for (String file : List.of("direct", "orphan")) {
            long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
            assertThat(ProcessIdentity.of(pid)).as(file).isEmpty();
        }
        assertThat(receipt("tst:a").orElseThrow().exitCode()).isNull();
    }

    @Test
    void what_a_command_leaves_behind_ends_with_it_and_holds_up_nobody() throws Exception {
        repository(Map.of("a", "sleep 600 & echo $! > left; exit 0")).write();
        approve();

        assertThat(answer("test.run").path("passed").asBoolean()).isTrue();

        long pid = Long.parseLong(Files.readString(folder.resolve("left")).strip());
        assertThat(ProcessIdentity.of(pid)).isEmpty();
    }

    @Test
    void a_program_that_is_not_there_is_a_failed_case() throws Exception {
        TestRepository repository = repository(Map.of("a", "exit 0"));
        ((ObjectNode) repository.row("tests", "tst:a").get("execution"))
                .putArray("argv")
                .add("no-such-program");
        repository.write();
        approve();

        JsonNode shown = answer("test.run").at("/cases/0");

        assertThat(shown.path("outcome").asText()).isEqualTo("failed");
        assertThat(shown.path("stderr").asText()).isEqualTo("[Errno 2] No such file or directory: 'no-such-program'");
    }

    @Test
    void of_a_long_output_the_end_is_kept_and_all_is_hashed() throws Exception {
        repository(Map.of("a", "i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done; echo end"))
                .write();
        approve();

        String shown = answer("test.run").at("/cases/0/stdout").asText();

        assertThat(shown).startsWith("[154468 bytes left out]").endsWith("0123456789\nend\n");
        assertThat(shown.length()).isLessThan(66_000);
        byte[] all = ("0123456789\n".repeat(20_000) + "end\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(receipt("tst:a").orElseThrow().stdoutSha256()).isEqualTo(CanonicalJson.hash(all));
    }

    @Test
    void a_receipt_says_what_was_run_on_what_and_outlives_the_process() throws Exception {
        repository(Map.of("a", "exit 0")).artifact("src/a/check.txt").write();
        approve();
        byte[] registry = Files.readAllBytes(folder.resolve(".ssot/registry.json"));
        answer("test.run");

        TestRun receipt = receipt("tst:a").orElseThrow();

        assertThat(receipt.argv()).containsExactly("sh", "-c", "exit 0");
        assertThat(receipt.exitCode()).isZero();
        assertThat(receipt.registryHash()).isEqualTo(CanonicalJson.hash(registry));
        assertThat(receipt.testFileSha256())
                .isEqualTo(CanonicalJson.hash(Files.readAllBytes(folder.resolve("src/a/check.txt"))));
        assertThat(receipt.executionHash()).hasSize(64);
        assertThat(receipt.startedAt()).isEqualTo(clock.instant());
    }

    @Test
    void a_row_says_what_its_run_proved_and_a_scaffold_proves_nothing() throws Exception {
        TestRepository repository = repository(Map.of("a", "test -e good", "b", "exit 0"));
        String scaffold = "tests/ssot_scaffold/test_b.py";
        repository.row("tests", "tst:b").put("path", scaffold);
        repository.write();
        Path file = folder.resolve(scaffold);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "def test_ssot_scaffold_is_not_written_yet():\n    pass\n");
        approve();

        answer("test.run");
        assertThat(status("tst:a")).isEqualTo("failing");
        assertThat(status("tst:b")).isEqualTo("planned");

        Files.writeString(folder.resolve("good"), "");
        assertThat(answer("test.run").at("/statuses/changes"))
                .isEqualTo(json("[{'id':'tst:a','before':'failing','after':'passing'}]"));
        assertThat(status("tst:a")).isEqualTo("passing");
    }

    @Test
    void a_row_that_changes_while_its_test_runs_keeps_its_status() throws Exception {
        String other = "sed -i s/sleep-no-more/another/ .ssot/registry.json; exit 1 # sleep-no-more";
        repository(Map.of("a", other)).write();
        approve();

        ObjectNode run = answer("test.run");

        assertThat(run.at("/statuses/kept/0/id").asText()).isEqualTo("tst:a");
        assertThat(run.at("/statuses/changes")).isEmpty();
        assertThat(status("tst:a")).isEqualTo("planned");
    }

    @Test
    void a_registry_that_nobody_may_write_keeps_nobody_from_running() throws Exception {
        repository(Map.of("a", "printf x >> .ssot/registry.json")).write();
        approve();

        ObjectNode run = answer("test.run");

        assertThat(run.path("passed").asBoolean()).isTrue();
        assertThat(run.at("/statuses/recorded").asBoolean(true)).isFalse();
        assertThat(run.at("/statuses/next").asText()).isNotEmpty();
        assertThat(receipt("tst:a").orElseThrow().passed()).isTrue();
    }

    @Test
    void a_script_that_changed_since_the_approval_is_named() throws Exception {
        TestRepository repository = repository(Map.of("a", ""));
        ((ObjectNode) repository.row("tests", "tst:a").get("execution"))
                .putArray("argv")
                .add("sh")
                .add("src/a/check.sh");
        repository.write();
        Path script = folder.resolve("src/a/check.sh");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "exit 1");
        approve();
        assertThat(answer("test.run").at("/cases/0").has("changed_since_approval"))
                .isFalse();

        Files.writeString(script, "exit 0");

        assertThat(answer("test.run").at("/cases/0/changed_since_approval")).isEqualTo(json("['src/a/check.sh']"));
    }

    @Test
    void a_run_whose_process_died_is_ended_by_the_next_and_has_not_passed() throws Exception {
        repository(Map.of("a", "exit 0")).write();
        Process left = leftBehind("mark-of-a");
        ProcessIdentity self = ProcessIdentity.self();
        String dead = new ProcessIdentity(self.host(), self.bootId(), self.pidNamespace(), self.pid(), "0").text();
        try (SqliteControlStore store = new SqliteControlStore(folder)) {
            store.decide(clock.instant(), tx -> {
                tx.startRuns(List.of(new StartedRun("mark-of-a", "tst:a", null, dead, clock.instant())));
                return true;
            });
        }

        answer("lease.list");

        assertThat(left.waitFor()).as("killed").isNotZero();
        TestRun interrupted = receipt("tst:a").orElseThrow();
        assertThat(interrupted.ending()).isEqualTo(TestRun.Ending.INTERRUPTED);
        assertThat(interrupted.passed()).isFalse();
        assertThat(status("tst:a")).isEqualTo("planned");
    }

    private static Process leftBehind(String mark) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().put("SSOT_TEST_RUN", mark);
        return builder.start();
    }

    @Test
    void a_record_that_somebody_changed_proves_nothing() throws Exception {
        TestRepository repository = repository(Map.of("a", "exit 1")).artifact("src/a/check.txt");
        repository.verification("observed");
        repository.write();
        approve();
        answer("test.run");
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(".ssot/control/state.sqlite"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE ssot_test_runs SET exit_code = 0, passed = 1"))
                    .isEqualTo(1);
        }

        ObjectNode synced = answer("registry.sync_statuses");

        assertThat(synced.at("/changes/0/reason").asText())
                .isEqualTo("record of the latest run of the test was changed");
        assertThat(status("tst:a")).isEqualTo("planned");
    }

    @Test
    void the_newest_receipt_counts() throws Exception {
        repository(Map.of("a", "test -e good")).write();
        approve();
        answer("test.run");
        assertThat(receipt("tst:a").orElseThrow().passed()).isFalse();

        Files.writeString(folder.resolve("good"), "");
        answer("test.run");
        assertThat(receipt("tst:a").orElseThrow().passed()).isTrue();
    }

    @Test
    void a_request_that_was_answered_runs_nothing_again() throws Exception {
        repository(Map.of("a", "echo x >> runs")).write();
        approve();

        ObjectNode first = answered(call("test.run", arguments(), "r1"));
        ObjectNode again = answered(call("test.run", arguments(), "r1"));

        assertThat(again).isEqualTo(first);
        assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(1);
    }

    @Test
    void the_cases_can_be_written_as_evidence_into_the_repository() throws Exception {
        repository(Map.of("a", "exit 0")).write();
        approve();

        ObjectNode run = answer("test.run", "evidence_output", ".ssot/evidence/a/run.json");

        assertThat(run.path("evidence_output").asText()).isEqualTo(".ssot/evidence/a/run.json");
        assertThat(run.has("cases")).isFalse();
        byte[] bytes = Files.readAllBytes(folder.resolve(".ssot/evidence/a/run.json"));
        JsonNode written = Json.MAPPER.readTree(bytes);
        assertThat(bytes).isEqualTo(CanonicalJson.write(written));
        assertThat(written.path("kind").asText()).isEqualTo("ssot-conformance-evidence");
        assertThat(written.path("resolved_test_ids")).isEqualTo(json("['tst:a']"));
        assertThat(written.at("/cases/0/outcome").asText()).isEqualTo("passed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../out.json",
                "/etc/out.json",
                ".git/hooks/x",
                ".ssot/registry.json",
                ".ssot/REGISTRY.json",
                ".ssot/control/x.json",
                "link/out.json",
                "gitlink/config",
                ".",
                "src"
            })
    void evidence_goes_nowhere_else_and_nothing_runs_then(String output) throws Exception {
        repository(Map.of("a", "touch ran")).write();
        Files.createDirectories(folder.resolve("src"));
        Files.createDirectories(folder.resolve(".git"));
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("gitlink"), folder.resolve(".git"));
        approve();

        refused(ErrorCode.INVALID_ARGUMENTS, "evidence_output", "test.run", "evidence_output", output);

        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void specs_and_boundaries_stand_for_the_tests_of_their_features() throws Exception {
        TestRepository repository = repository(Map.of("a", "exit 0", "b", "exit 0", "c", "exit 0"));
        repository.profile("p", "c").boundary("one", "a");
        repository.row("boundaries", "bnd:one").putArray("profile_ids").add("prf:p");
        repository.spec("spc:0001");
        repository.row("features", "feat:b").putArray("spec_ids").add("spc:0001");
        repository.write();
        approve();

        ObjectNode boundary = answer("boundary.run_tests", "id", "bnd:one");
        ObjectNode spec = answer("spec.run_tests", "id", "spc:0001");

        assertThat(boundary.path("target"))
                .isEqualTo(json("{'kind':'boundary','id':'bnd:one','feature_ids':['feat:a','feat:c']}"));
        assertThat(boundary.at("/summary/total").asInt()).isEqualTo(2);
        assertThat(spec.path("target")).isEqualTo(json("{'kind':'spec','id':'spc:0001','feature_ids':['feat:b']}"));
        assertThat(spec.at("/cases/0/test_id").asText()).isEqualTo("tst:b");
    }

    @Test
    void unknown_ids_and_rows_without_a_command_are_named() throws Exception {
        TestRepository repository = repository(Map.of("a", "exit 0")).ready("bare");
        repository.write();
        approve();

        refused(ErrorCode.NOT_FOUND, "Unknown test ids: tst:x, tst:y", "test.run", "ids", List.of("tst:y", "tst:x"));
        refused(ErrorCode.NOT_FOUND, "Unknown spec id: spc:9", "spec.run_tests", "id", "spc:9");
        refused(ErrorCode.NOT_FOUND, "Unknown boundary id: bnd:9", "boundary.run_tests", "id", "bnd:9");
        refused(
                ErrorCode.CONFLICT,
                "Test tst:bare is not runnable; missing execution metadata",
                "test.run",
                "ids",
                List.of("tst:bare"));
        assertThat(answer("test.run").at("/summary/total").asInt())
                .as("without ids, the tests that state a command")
                .isEqualTo(1);
    }

    /** Features with a test each, whose command is a line for the shell. */
    private TestRepository repository(Map<String, String> scripts) {
        TestRepository repository = repository();
        scripts.keySet().stream().sorted().forEach(name -> {
            repository.ready(name);
            withCommand(repository, name, scripts.get(name));
        });
        return repository;
    }

    private static TestRepository withCommand(TestRepository repository, String name, String script) {
        ObjectNode execution =
                repository.row("tests", "tst:" + name).putObject("execution").put("mode", "command");
        execution.putArray("argv").add("sh").add("-c").add(script);
        execution.put("cwd", ".").put("timeout_seconds", 60);
        execution.putObject("env");
        execution.putObject("success").put("type", "exit_code").put("expected", 0);
        return repository;
    }

    private Environment environment() {
        return new Environment(Map.of("XDG_STATE_HOME", runtime.toString()));
    }

    /** As an operator does it; without ids, everything. */
    private void approve(String... ids) {
        OperatorTrust trust = new OperatorTrust(environment());
        var reviewed = (TrustControl.Review.Commands) trust.review(folder);
        var chosen = reviewed.commands().stream()
                .filter(command -> ids.length == 0
                        || List.of(ids).contains(command.execution().testId()))
                .toList();
        assertThat(trust.approve(reviewed, chosen)).isEmpty();
    }

    /** Read by another process's means, as if this one had ended. */
    private Optional<TestRun> receipt(String testId) {
        try (SqliteControlStore store = new SqliteControlStore(folder)) {
            return store.read(Instant.EPOCH, view -> view.latestRun(testId)).map(KeptRun::run);
        }
    }

    private String status(String testId) {
        return answer("registry.entity.get", "section", "tests", "entity_id", testId)
                .at("/entity/status")
                .asText();
    }

    private static JsonNode json(String quoted) throws IOException {
        return Json.MAPPER.readTree(quoted.replace('\'', '"'));
    }
}

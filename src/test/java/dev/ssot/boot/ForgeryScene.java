package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.GateControl;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.registry.json.Json;
import dev.ssot.support.GitCommands;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A repository with two features, under git, whose tests are shell scripts that an operator has approved; and a worker
 * who does honest work on the first one, or says so.
 */
final class ForgeryScene {

    static final String EVIDENCE = TestRepository.evidencePath("a");
    static final String CODE = "src/a/main.txt";
    static final String TEST = "src/a/check.txt";

    private static final List<String> HONEST = List.of(CODE, TEST, EVIDENCE);

    final Path root;
    private final Path state;
    private final Caller tools;
    private JsonNode lease = Json.object();

    /** Calls a tool of the repository and answers its structured content. */
    @FunctionalInterface
    interface Caller {

        ObjectNode call(String tool, ObjectNode arguments) throws Exception;
    }

    private ForgeryScene(Path root, Path state, Caller tools) {
        this.root = root;
        this.state = state;
        this.tools = tools;
    }

    /** @param state where the approvals of this machine are kept */
    static ForgeryScene at(Path folder, Path state, String level, Caller tools) throws Exception {
        TestRepository repository =
                TestRepository.in(folder).ready("a").ready("b").verification(level);
        for (String name : List.of("a", "b")) {
            ObjectNode execution = repository
                    .row("tests", "tst:" + name)
                    .putObject("execution")
                    .put("mode", "command");
            execution.putArray("argv").add("sh").add("src/%s/check.txt".formatted(name));
            execution.put("cwd", ".").put("timeout_seconds", 60);
            execution.putObject("env");
            execution.putObject("success").put("type", "exit_code").put("expected", 0);
        }
        ForgeryScene scene = new ForgeryScene(repository.write(), state, tools);
        scene.write("src/a/old.txt", "old");
        scene.write("src/b/old.txt", "old");
        scene.write("src/free/old.txt", "old");
        scene.write(".gitignore", "*.ignored\n");
        new GitCommands(scene.root).commitAll();
        scene.approve();
        return scene;
    }

    ObjectNode call(String tool, Object... arguments) throws Exception {
        return tools.call(tool, TestRepository.arguments(arguments));
    }

    ObjectNode cli(String... words) throws Exception {
        return call("run_ssot_cli", "args", List.of(words));
    }

    /** Takes the lease over the first feature; from now on it is the worker's. */
    ForgeryScene claimed() throws Exception {
        lease = claim("w", "feat:a").path("lease");
        assertThat(lease.path("feature_id").asText()).isEqualTo("feat:a");
        return this;
    }

    ObjectNode claim(String worker, String feature) throws Exception {
        return call(
                "claim_next_maturation_slice",
                "worker_id",
                worker,
                "campaign_id",
                "campaign-" + worker,
                "target_tier",
                "T1",
                "feature_ids",
                List.of(feature));
    }

    /** The work itself: what has to be there, and a test that looks for it. */
    ForgeryScene worked() throws IOException {
        write(CODE, "works");
        write(TEST, "grep -q works src/a/main.txt\n");
        return this;
    }

    ForgeryScene tested() throws Exception {
        assertThat(cli("test", "run", "--ids", "tst:a").toString()).contains("\"exit_code\":0");
        return this;
    }

    ForgeryScene evidenced() throws IOException {
        write(EVIDENCE, "{\"status\":\"passed\"}");
        return this;
    }

    /** All that an honest worker does before it says so. At {@code reported} that includes the rows. */
    ForgeryScene earned() throws Exception {
        claimed().worked().tested().evidenced();
        return this;
    }

    ForgeryScene rowsSet() throws Exception {
        upsert("tests", "tst:a", "passing");
        upsert("evidence", "evd:a", "passed");
        return this;
    }

    private void upsert(String section, String id, String status) throws Exception {
        assertThat(update(section, id, Map.of("status", status)).path("passed").asBoolean())
                .isTrue();
    }

    ObjectNode update(String section, String id, Map<String, ?> changes) throws Exception {
        Map<String, Object> row = new HashMap<>(changes);
        row.put("id", id);
        return call("registry_entity_upsert", "section", section, "entity", row);
    }

    ObjectNode unlink(String section, String id, String field, String other) throws Exception {
        return call(
                "registry_entity_unlink", "section", section, "entity_id", id, "links", Map.of(field, List.of(other)));
    }

    ObjectNode completed() throws Exception {
        return completed(report());
    }

    /** What an honest worker would say. */
    static ObjectNode report() {
        return report(HONEST, List.of(EVIDENCE));
    }

    static ObjectNode report(List<String> changed, List<String> evidence) {
        return TestRepository.arguments(
                "changed_paths",
                changed,
                "tests_run",
                List.of(Map.of("command", "sh src/a/check.txt", "exit_code", 0)),
                "evidence_paths",
                evidence);
    }

    /** The honest report with one more changed path. */
    static ObjectNode alsoChanged(String path) {
        List<String> changed = new ArrayList<>(HONEST);
        changed.add(path);
        return report(changed, List.of(EVIDENCE));
    }

    ObjectNode completed(ObjectNode report) throws Exception {
        return completedAs(
                lease.path("worker_id").asText(), lease.path("fencing_token").asLong(), report);
    }

    ObjectNode completedAs(String worker, long token, ObjectNode report) throws Exception {
        return call(
                "complete_slice", "worker_id", worker, "lease_id", leaseId(), "fencing_token", token, "result", report);
    }

    String leaseId() {
        return lease.path("lease_id").asText();
    }

    long token() {
        return lease.path("fencing_token").asLong();
    }

    void givenBack() throws Exception {
        call(
                "abandon_slice",
                "worker_id",
                "w",
                "lease_id",
                leaseId(),
                "fencing_token",
                token(),
                "reason",
                "for another look");
    }

    void extended(String path) throws Exception {
        lease = call(
                        "extend_scope",
                        "worker_id",
                        "w",
                        "lease_id",
                        leaseId(),
                        "fencing_token",
                        token(),
                        "paths",
                        List.of(path))
                .path("lease");
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void append(String path, String text) throws IOException {
        Files.writeString(root.resolve(path), text, StandardOpenOption.APPEND);
    }

    void level(String level) throws IOException {
        TestRepository.in(root).verification(level);
    }

    /** As somebody does who writes the file past every tool. */
    void editRegistry(String text, String replacement) throws IOException {
        Path file = root.resolve(".ssot/registry.json");
        String before = Files.readString(file);
        assertThat(before).contains(text);
        Files.writeString(file, before.replace(text, replacement));
    }

    String row(String section, String id) throws Exception {
        return entity(section, id).toString();
    }

    JsonNode entity(String section, String id) throws Exception {
        return call("registry_entity_get", "section", section, "entity_id", id).path("entity");
    }

    void approve() {
        OperatorTrust trust = new OperatorTrust(new Environment(Map.of("XDG_STATE_HOME", state.toString())));
        var reviewed = (TrustControl.Review.Commands) trust.review(root);
        assertThat(trust.approve(reviewed, reviewed.commands())).isEmpty();
    }

    GateControl.Decided override(String operator, String reason) {
        return new OperatorGates(InstantSource.system())
                .takeWord(root, leaseId(), new GateControl.Reason(operator, reason));
    }

    GateControl.Decided lower(String level) {
        return new OperatorGates(InstantSource.system()).lower(root, level, new GateControl.Reason("olga", "a spike"));
    }
}

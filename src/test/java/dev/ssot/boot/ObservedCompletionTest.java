package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.GateControl.Decided;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Outcome;
import dev.ssot.workspace.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a claim keeps, what a completion compares with it, and what is left when one of them dies half way. */
class ObservedCompletionTest {

    private static final Catalog CATALOG = Catalog.load();

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    private LocalEngine engine;

    /** Names the next calls, so that they can be asked again. */
    private String requestId;

    @BeforeEach
    void open() {
        engine = new LocalEngine(
                CATALOG,
                InstantSource.system(),
                new Environment(Map.of("XDG_STATE_HOME", state.toString(), "PATH", System.getenv("PATH"))));
    }

    @AfterEach
    void close() {
        Failpoint.unwatch();
        engine.close();
    }

    private ForgeryScene scene(String level) throws Exception {
        return ForgeryScene.at(folder, state, level, (tool, arguments) -> switch (engine.operations()
                .call(new Call(CATALOG.resolve(tool).orElseThrow().id(), folder.toRealPath(), arguments, requestId))) {
            case Outcome.Answered answered -> answered.result();
            case Outcome.Refused refused -> refused.refusal().result();
        });
    }

    private static void diesAt(Failpoint place) {
        Failpoint.watch(passed -> {
            if (passed == place) {
                throw new IllegalStateException("died at " + place.text());
            }
        });
    }

    @Test
    void what_died_between_the_rows_and_the_end_of_the_lease_is_ended_by_asking_again() throws Exception {
        ForgeryScene scene = scene("observed").earned();
        requestId = "complete-1";
        diesAt(Failpoint.SLICE_PROVED);

        assertThat(scene.completed().path("code").asText()).isEqualTo("internal");
        Failpoint.unwatch();

        requestId = null;
        assertThat(scene.row("tests", "tst:a")).contains("\"status\":\"passing\"");
        assertThat(scene.claim("v", "feat:a").path("kind").asText()).isNotEqualTo("lease_granted");
        requestId = "complete-1";
        ObjectNode again = scene.completed();
        assertThat(again.path("outcome").asText()).as("%s", again).isEqualTo("verified");
        assertThat(scene.completed().path("report_id")).isEqualTo(again.path("report_id"));
        requestId = null;
        assertThat(kinds(scene)).containsOnlyOnce("maturation_lease_completed");
    }

    @Test
    void a_claim_that_died_before_its_baseline_has_one_when_it_is_answered() throws Exception {
        ForgeryScene scene = scene("observed");
        requestId = "claim-1";
        diesAt(Failpoint.BASELINE_TAKEN);

        assertThat(scene.claim("w", "feat:a").path("code").asText()).isEqualTo("internal");
        Failpoint.unwatch();

        scene.claimed();
        requestId = null;
        ObjectNode done = scene.worked().tested().evidenced().completed();
        assertThat(done.at("/completion/observed/compared_with").asText()).isEqualTo("baseline");
        assertThat(done.path("outcome").asText()).as("%s", done).isEqualTo("verified");
    }

    @Test
    void without_its_baseline_a_lease_is_compared_with_the_commit_of_its_claim_and_that_is_said() throws Exception {
        ForgeryScene scene = scene("observed").earned();
        forgetBaselines();

        ObjectNode done = scene.completed();

        assertThat(done.path("outcome").asText()).as("%s", done).isEqualTo("verified");
        assertThat(done.at("/completion/observed/compared_with").asText()).isEqualTo("head commit at the claim");
        assertThat(done.at("/completion/warnings").toString())
                .contains("baseline of", "is missing", "cannot be told from later ones");
    }

    @Test
    void without_baseline_and_git_nothing_passes() throws Exception {
        ForgeryScene scene = withoutGit(scene("observed")).earned();
        forgetBaselines();

        ObjectNode refused = scene.completed();

        assertThat(refused.path("outcome").asText()).isEqualTo("refused");
        assertThat(refused.at("/completion/checks/changes_observed").asBoolean(true))
                .isFalse();
        assertThat(refused.toString()).contains("no baseline of", "abandon_slice");
    }

    @Test
    void honest_work_passes_without_git_and_the_report_says_what_was_not_seen() throws Exception {
        ForgeryScene scene = withoutGit(scene("observed")).earned();

        ObjectNode done = scene.completed();

        assertThat(done.path("outcome").asText()).as("%s", done).isEqualTo("verified");
        assertThat(done.at("/completion/observed/method").asText()).isEqualTo("manifest");
        assertThat(done.at("/completion/warnings").toString()).contains("changes outside them are not seen");
    }

    @Test
    void paths_that_were_added_to_a_lease_are_compared_with_what_they_held_then() throws Exception {
        ForgeryScene scene = scene("observed").earned();
        scene.extended("src/free");
        scene.write("src/free/old.txt", "new");
        scene.tested();

        ObjectNode done = scene.completed(ForgeryScene.alsoChanged("src/free/old.txt"));

        assertThat(done.path("outcome").asText()).as("%s", done).isEqualTo("verified");
        assertThat(done.at("/completion/observed/changed").toString()).contains("src/free/old.txt");
    }

    @Test
    void a_claim_at_reported_keeps_nothing_and_a_report_warns_of_a_level_that_nobody_named() throws Exception {
        ForgeryScene scene = scene("reported");
        Files.delete(scene.root.resolve(".ssot/ssot.toml"));
        scene.claimed().worked().evidenced().rowsSet();

        ObjectNode done = scene.completed();

        assertThat(done.path("outcome").asText()).as("%s", done).isEqualTo("verified");
        assertThat(done.at("/completion/warnings").toString()).contains("names no level of verification");
        assertThat(folder.resolve(".ssot/control/baselines")).doesNotExist();
    }

    @Test
    void a_level_that_is_raised_under_a_lease_holds_for_it() throws Exception {
        ForgeryScene scene = scene("reported").claimed().worked().evidenced().rowsSet();
        scene.level("observed");

        ObjectNode refused = scene.completed();

        assertThat(refused.at("/completion/level").asText()).isEqualTo("observed");
        assertThat(refused.toString()).contains("tst:a was never run by this program");
    }

    @Test
    void an_operator_lowers_the_level_for_claims_to_come() throws Exception {
        ForgeryScene scene = scene("observed").claimed();
        scene.givenBack();
        scene.level("reported");

        assertThat(scene.lower("reported")).isInstanceOf(Decided.Kept.class);

        ObjectNode done = scene.claimed().worked().evidenced().rowsSet().completed();
        assertThat(done.path("outcome").asText()).as("%s", done).isEqualTo("verified");
        assertThat(done.at("/completion/level").asText()).isEqualTo("reported");
        assertThat(kinds(scene)).contains("verification_level_set");
    }

    @Test
    void an_override_has_a_name_and_a_reason_and_stays_visible() throws Exception {
        ForgeryScene scene = scene("observed").claimed().worked().evidenced();
        assertThat(scene.override(" ", "seen")).isInstanceOf(Decided.Impossible.class);
        assertThat(scene.override("olga", "seen by eye")).isInstanceOf(Decided.Kept.class);
        scene.completed();

        assertThat(scene.call("get_campaign_status", "campaign_id", "campaign-w")
                        .at("/overrides/0")
                        .toString())
                .contains("olga", "seen by eye", scene.leaseId());
        assertThat(scene.cli("registry", "export", "--format", "json").toString())
                .contains("gate_overrides", "seen by eye");
        assertThat(scene.call("get_gate_report", "lease_id", scene.leaseId())
                        .at("/override/operator")
                        .asText())
                .isEqualTo("olga");
        assertThat(kinds(scene)).contains("gate_overridden");
    }

    @Test
    void evidence_that_changed_after_its_gate_becomes_stale_by_a_sync() throws Exception {
        ForgeryScene scene = scene("observed").earned();
        scene.completed();
        scene.write(ForgeryScene.EVIDENCE, "{\"status\":\"passed\",\"by\":\"hand\"}");

        scene.cli("registry", "sync-statuses");

        assertThat(scene.row("evidence", "evd:a")).contains("\"status\":\"stale\"");
        assertThat(scene.claim("v", "feat:a").path("kind").asText()).isEqualTo("lease_granted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chmod", "delete", "link"})
    void every_kind_of_change_counts(String kind) throws Exception {
        ForgeryScene scene = scene("observed").claimed().worked();
        Path old = scene.root.resolve("src/a/old.txt");
        switch (kind) {
            case "chmod" -> assertThat(old.toFile().setExecutable(true)).isTrue();
            case "delete" -> Files.delete(old);
            default -> {
                Files.delete(old);
                Files.createSymbolicLink(old, Path.of("main.txt"));
            }
        }
        ObjectNode done = scene.tested().evidenced().completed(ForgeryScene.alsoChanged("src/a/old.txt"));

        assertThat(done.at("/completion/observed/changed").toString()).contains("src/a/old.txt");
        if (!kind.equals("link")) {
            assertThat(done.path("outcome").asText()).as("%s", done).isEqualTo("verified");
        }
    }

    @Test
    void a_claim_under_a_configuration_that_nobody_understands_is_refused() throws Exception {
        ForgeryScene scene = scene("none");

        assertThatThrownBy(scene::claimed).isInstanceOf(AssertionError.class);
        assertThat(scene.claim("w", "feat:a").path("code").asText()).isEqualTo("registry_invalid");
    }

    private List<String> kinds(ForgeryScene scene) throws Exception {
        return scene.call("get_worker_events", "limit", 1000)
                .path("events")
                .valueStream()
                .map(event -> event.path("kind").asText())
                .toList();
    }

    private void forgetBaselines() throws IOException {
        delete(folder.resolve(".ssot/control/baselines"));
    }

    private ForgeryScene withoutGit(ForgeryScene scene) throws Exception {
        engine.close();
        delete(folder.resolve(".git"));
        open();
        return scene;
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package dev.ssot.registry.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.config.RepoConfig;
import dev.ssot.registry.guard.EvidenceProofs;
import dev.ssot.registry.mutation.RegistryMutation.Result;
import dev.ssot.support.MemoryFiles;
import dev.ssot.support.TestRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sections one after another, and what comes out. */
class StatusSyncTest {

    private final TestRepository repository = TestRepository.in(Path.of(""));
    private final MemoryFiles files = new MemoryFiles();

    @Test
    void each_section_builds_on_those_before_and_a_row_that_moves_twice_is_one_change() {
        ready("a").profile("a", "a");

        Result.Changed changed = (Result.Changed) sync();

        assertThat(moves(changed.answer()))
                .containsExactly(
                        "evd:a planned passed",
                        "tst:a planned passing",
                        "clm:a.t1 asserted certified",
                        "feat:a partial implemented",
                        "prf:a draft active");
        assertThat(changed.answer().at("/changes/2/reason").asText())
                .isEqualTo("claim support passes closure guards and tier gate passes");
        assertThat(changed.answer().path("changed").asInt()).isEqualTo(5);
        assertThat(changed.answer().path("sections"))
                .extracting(JsonNode::asText)
                .containsExactly("evidence", "tests", "claims", "features", "profiles");
        assertThat(sync(changed.edit().after())).isInstanceOf(Result.Unchanged.class);
    }

    @Test
    void features_that_require_each_other_in_the_wrong_order_still_settle() {
        ready("a");
        ready("b");
        ready("c");
        requires("a", "b");
        requires("b", "c");

        assertThat(moves(((Result.Changed) sync()).answer()))
                .contains("feat:a partial implemented", "feat:b partial implemented", "feat:c partial implemented");
    }

    @Test
    void a_row_that_comes_back_to_its_status_is_no_change() {
        ready("a");
        repository.row("evidence", "evd:a").put("status", "passed");
        repository.row("tests", "tst:a").put("status", "passing");
        repository.row("claims", "clm:a.t1").put("status", "certified");
        repository.row("features", "feat:a").put("implementation_status", "absent");

        // The claim is evidenced until its feature is implemented.
        assertThat(moves(((Result.Changed) sync()).answer())).containsExactly("feat:a absent implemented");
    }

    @Test
    void a_claim_that_its_gate_refuses_says_what_is_missing() throws Exception {
        ready("a").readyForT2("a2");
        files.put("src/a2/check.txt", "").put(TestRepository.evidencePath("a2"), "{}");
        repository.row("evidence", "evd:a2").put("tier", "T2");
        repository.row("claims", "clm:a2.t2").put("status", "certified");

        JsonNode refused = ((Result.Changed) sync())
                .answer()
                .path("changes")
                .valueStream()
                .filter(change -> change.path("id").asText().equals("clm:a2.t2"))
                .findFirst()
                .orElseThrow();

        assertThat(refused.path("after").asText()).isEqualTo("asserted");
        assertThat(refused.path("requested_tier").asText()).isEqualTo("T2");
        assertThat(refused.path("approved_tier").asText()).isEqualTo("T1");
        assertThat(refused.path("gate_failures"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "Claim clm:a2.t2 T2 gate requires declared robustness dimensions",
                        "Claim clm:a2.t2 T2 gate requires source T1 evidence links");
    }

    /** The reference certifies it without asking the gate; where proof is asked for nobody does. */
    @Test
    void a_retired_claim_stays_retired_where_proof_is_asked_for() {
        ready("a");
        repository.row("claims", "clm:a.t1").put("status", "retired");
        repository.row("features", "feat:a").put("implementation_status", "implemented");
        verification("observed");

        assertThat(moves(((Result.Changed) sync()).answer())).doesNotContain("clm:a.t1 retired certified");
    }

    @Test
    void what_was_taken_on_trust_is_said() {
        ready("a");
        assertThat(notes())
                .containsExactly("verification level is reported: that a file exists was taken as proof of its result");

        verification("executed");
        assertThat(notes()).isEmpty();
    }

    @Test
    void an_unknown_level_is_refused() {
        ready("a");
        verification("hearsay");

        assertThat(sync())
                .isEqualTo(new Result.Refused("completion.verification must be one of: executed, observed, reported"));
    }

    private void verification(String level) {
        files.put(RepoConfig.PATH, "[completion]\nverification = \"%s\"\n".formatted(level));
    }

    private TestRepository ready(String name) {
        files.put("src/%s/check.txt".formatted(name), "").put(TestRepository.evidencePath(name), "{\"passed\":true}");
        return repository.ready(name);
    }

    private void requires(String feature, String required) {
        ((ArrayNode) repository.row("features", "feat:" + feature).get("requires")).add("feat:" + required);
    }

    private Result sync() {
        return sync(((Registry.Opening.Opened) Registry.open(repository.bytes(), "registry.json", ".")).registry());
    }

    private Result sync(Registry registry) {
        return new StatusSync((_, _) -> RunReceipts.Verdict.PASSED, EvidenceProofs.NONE).apply(registry, files);
    }

    private List<String> notes() {
        return ((Result.Changed) sync())
                .answer()
                .path("notes")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> moves(ObjectNode answer) {
        List<String> moves = new ArrayList<>();
        answer.path("changes")
                .forEach(change -> moves.add("%s %s %s"
                        .formatted(
                                change.path("id").asText(),
                                change.path("before").asText(),
                                change.path("after").asText())));
        return moves;
    }
}

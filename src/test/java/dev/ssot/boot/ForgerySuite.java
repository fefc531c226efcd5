package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each forgery is refused, or told truthfully; and honest work passes at the first try. */
abstract class ForgerySuite {

    @TempDir
    Path folder;

    /** Where the approvals of this machine are kept. */
    abstract Path approvals();

    abstract ForgeryScene.Caller tools(Path repository) throws Exception;

    static Stream<Forgery> forgeries() {
        return Forgeries.all().stream();
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void a_forgery_is_refused_or_told(Forgery forgery) throws Exception {
        ForgeryScene scene = scene(forgery.level());

        ObjectNode answer = forgery.trick().play(scene);

        String told = answer.toString().replace("\\\"", "\"");
        assertThat(told).contains(forgery.reason());
        switch (forgery.answer()) {
            case "refused", "needs_approval" -> {
                assertThat(answer.path("passed").asBoolean(true)).as(told).isFalse();
                assertThat(answer.path("outcome").asText()).as(told).isEqualTo(forgery.answer());
                assertThat(answer.at("/lease/status").asText()).isEqualTo("active");
                assertThat(answer.at("/completion/refusals")).isNotEmpty().allSatisfy(refusal -> {
                    assertThat(refusal.path("reason").asText()).isNotBlank();
                    assertThat(refusal.path("next").asText()).isNotBlank();
                });
            }
            case "reported" -> {
                assertThat(answer.path("outcome").asText()).as(told).isEqualTo("verified");
                assertThat(answer.at("/completion/warnings").toString()).contains(forgery.reason());
                assertThat(report(scene).at("/reports/0/completion/warnings").toString())
                        .contains(forgery.reason());
            }
            case "found" -> {}
            default -> assertThat(code(answer)).as(told).isEqualTo(forgery.answer());
        }
    }

    /** A command line that is refused carries its refusal inside. */
    private static String code(ObjectNode answer) {
        JsonNode code = answer.path("code");
        return code.isTextual() ? code.asText() : answer.at("/output/code").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reported", "observed", "executed"})
    void honest_work_passes_at_the_first_try(String level) throws Exception {
        ForgeryScene scene = scene(level).earned();
        if (level.equals("reported")) {
            scene.rowsSet();
        }

        ObjectNode answer = scene.completed();

        assertThat(answer.path("outcome").asText()).as("%s", answer).isEqualTo("verified");
        assertThat(answer.at("/completion/level").asText()).isEqualTo(level);
        assertThat(scene.row("tests", "tst:a")).contains("\"status\":\"passing\"");
        assertThat(scene.row("evidence", "evd:a")).contains("\"status\":\"passed\"");
        assertThat(scene.row("claims", "clm:a.t1")).contains("\"status\":\"certified\"");
        assertThat(scene.row("features", "feat:a")).contains("\"implementation_status\":\"implemented\"");
        assertThat(scene.claim("v", "feat:a").path("kind").asText()).isEqualTo("campaign_complete");
        ObjectNode kept = report(scene);
        assertThat(kept.at("/reports/0/level").asText()).isEqualTo(level);
        assertThat(kept.at("/reports/0/completion/evidence/0/sha256").asText()).hasSize(64);
        assertThat(kept.at("/reports/0/report_id")).isEqualTo(answer.path("report_id"));
        assertThat(scene.cli("validate").toString()).doesNotContain("stale");
    }

    private static ObjectNode report(ForgeryScene scene) throws Exception {
        return scene.cli("gate", "report", "--lease-id", scene.leaseId()).withObject("/output");
    }

    private ForgeryScene scene(String level) throws Exception {
        return ForgeryScene.at(folder, approvals(), level, tools(folder));
    }
}

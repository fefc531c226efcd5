package dev.ssot.registry.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidationReportTest {

    @Test
    void the_answer_of_a_change_shows_the_first_of_many_warnings_and_notices_and_every_failure() {
        List<String> many =
                IntStream.range(0, 50).mapToObj(i -> "%02d".formatted(i)).toList();
        ValidationReport report = new ValidationReport(false, many, many, List.of("one"), Json.object());

        ObjectNode brief = report.brief("path");

        assertThat(brief.path("failures")).hasSize(50);
        assertThat(brief.path("warnings")).hasSize(20);
        assertThat(brief.at("/warnings/19").asText()).isEqualTo("19");
        assertThat(brief.path("warning_count").asInt()).isEqualTo(50);
        assertThat(brief.path("notices")).hasSize(1);
        assertThat(brief.path("notice_count").asInt()).isEqualTo(1);
        assertThat(report.json("path").path("warnings")).hasSize(50);
    }
}

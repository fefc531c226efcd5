package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports: where they go, and where they must not. */
abstract class ExportContract extends OperationsContract {

    @ParameterizedTest
    @CsvSource({
        "registry.export, json, .ssot/exports/registry.json, '{\"adrs\":[]'",
        "registry.export, csv,  .ssot/exports/registry.csv,  'adrs,boundaries,claims'",
        "registry.export, df,   .ssot/exports/registry.txt,  'adrs | boundaries '",
        "registry.export, yaml, .ssot/exports/registry.yaml, 'adrs:'",
        "registry.export, toml, .ssot/exports/registry.toml, 'adrs = []'",
        "graph.export,    json, .ssot/graphs/registry.graph.json, '{\"edges\":[{\"from\":'",
        "graph.export,    dot,  .ssot/graphs/registry.graph.dot,  'digraph ssot_registry {'",
        "graph.export,    svg,  .ssot/graphs/registry.graph.svg,  '<svg '",
        "graph.export,    png,  .ssot/graphs/registry.graph.png,  'PNG'",
    })
    void every_format_goes_to_its_file(String operation, String format, String path, String start) throws Exception {
        Path root = repository().ready("a").write();

        ObjectNode exported = answer(operation, "format", format);

        assertThat(exported.path("passed").asBoolean()).isTrue();
        assertThat(exported.path("format").asText()).isEqualTo(format);
        assertThat(exported.path("output_path").asText())
                .isEqualTo(root.resolve(path).toString());
        String content = new String(Files.readAllBytes(root.resolve(path)), StandardCharsets.ISO_8859_1);
        assertThat(content.startsWith(start) || content.startsWith(start, 1))
                .as(content.substring(0, 20))
                .isTrue();
        assertThat(eventKinds()).isEmpty();
    }

    @Test
    void an_output_inside_the_repository_is_written_and_replaced() throws Exception {
        Path root = repository().ready("a").write();

        answer("graph.export", "format", "json", "output", "out/deep/graph.json");
        Files.writeString(root.resolve("out/deep/graph.json"), "old");
        answer(
                "graph.export",
                "format",
                "json",
                "output",
                root.resolve("out/deep/graph.json").toString());

        assertThat(root.resolve("out/deep/graph.json")).content().startsWith("{\"edges\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "/etc/x",
                ".",
                ".git/x",
                "sub/.git/x",
                ".ssot/registry.json",
                ".ssot/x/../Registry.json",
                ".ssot/registry.json.lock",
                ".ssot/control/state.sqlite",
                "link/x",
                "src",
                "no\u0000name"
            })
    void an_output_elsewhere_is_refused_and_leaves_everything(String output) throws Exception {
        Path root = repository().ready("a").write();
        Files.createDirectories(root.resolve("src"));
        Files.createSymbolicLink(root.resolve("link"), runtime);
        byte[] before = Files.readAllBytes(root.resolve(".ssot/registry.json"));

        refused(ErrorCode.INVALID_ARGUMENTS, "output", "registry.export", "format", "csv", "output", output);

        assertThat(Files.readAllBytes(root.resolve(".ssot/registry.json"))).isEqualTo(before);
        assertThat(runtime.resolve("x")).doesNotExist();
    }

    @Test
    void an_unknown_format_is_refused() throws Exception {
        repository().ready("a").write();

        refused(ErrorCode.INVALID_ARGUMENTS, "format", "registry.export", "format", "xml");
        refused(ErrorCode.INVALID_ARGUMENTS, "format", "graph.export", "format", "csv");
    }
}

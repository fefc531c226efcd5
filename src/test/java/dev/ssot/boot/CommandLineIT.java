package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.support.Installation;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ssot} as a process, as people and scripts start it. */
class CommandLineIT {

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Path root;

    @BeforeEach
    void a_repository() throws IOException {
        root = TestRepository.in(folder).ready("a").write();
    }

    private record Ended(int status, String out, String err) {}

    private Ended ssot(String lastJavaOptions, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(Installation.launcher("ssot").toString()), Stream.of(arguments))
                        .toList());
        builder.environment().keySet().removeIf(name -> name.startsWith("VOX_"));
        builder.environment().put("_JAVA_OPTIONS", lastJavaOptions);
        Path out = scratch.resolve("out");
        Path err = scratch.resolve("err");
        Process process = builder.directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void a_result_is_canonical_json_without_a_line_end() throws Exception {
        Ended ended = ssot("-Dssot.test=1", "feature", "get", "--id", "feat:a");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).startsWith("{\"claim_ids\":").endsWith("}");
    }

    @Test
    void an_error_is_json_on_standard_output() throws Exception {
        Ended ended = ssot("-Dssot.test=1", "feature", "get", "--id", "feat:none");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).contains("\"error\":\"Unknown feature id: feat:none\"", "\"passed\":false");
    }

    @Test
    void a_wrong_call_is_told_on_standard_error() throws Exception {
        Ended ended = ssot("-Dssot.test=1", "feature", "list", "--idz", "x");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("did you mean --ids?", "usage: ssot feature list");
    }

    @Test
    void reading_the_registry_loads_neither_server_nor_database_nor_git() throws Exception {
        Files.createDirectories(root.resolve(".ssot/control"));
        Path log = scratch.resolve("classes");

        Ended ended = ssot("-Xlog:class+load:file=" + log, "feature", "list");

        assertThat(ended.status()).isZero();
        List<String> classes = Files.readAllLines(log);
        assertThat(classes).anyMatch(line -> line.contains("dev.ssot.cli.CommandLineDoor "));
        assertThat(classes)
                .noneMatch(line -> line.contains(" org.sqlite.SQLiteConnection ")
                        || line.contains(" picocli.CommandLine ")
                        || line.contains(" io.quarkus.runtime.Application ")
                        || line.contains(" org.eclipse.jgit.lib.Repository "));
    }
}

package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.support.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this project publishes, examined by the application as it was built. */
class PublishedContractsIT {

    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operations-sync --target all | OK .*",
                "operations-verify | operations-verify OK \\(\\d+ catalog rows, .*; runtime compared\\)",
                "command-compliance | command-compliance OK \\(registry schema v1, \\d+ operations\\)",
            })
    void everything_agrees(String arguments, String said) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Installation.launcher("ssot").toString(), "ci"));
        command.addAll(List.of(arguments.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VOX_"));
        builder.environment().put("VOX_REPO_ROOT", Installation.home().toString());
        Path out = scratch.resolve("out");
        Path err = scratch.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(out) + Files.readString(err))
                .isZero();
        assertThat(Files.readAllLines(out)).isNotEmpty().allMatch(line -> line.matches(said));
    }
}

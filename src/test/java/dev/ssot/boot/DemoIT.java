package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.support.Installation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first of the two commands that the README names. */
class DemoIT {

    @TempDir
    private Path folder;

    @Test
    void the_demo_passes() throws Exception {
        Path output = folder.resolve("demo.txt");
        ProcessBuilder demo = new ProcessBuilder(
                        Installation.home().resolve("deploy/demo").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        demo.environment().putAll(Map.of("XDG_RUNTIME_DIR", folder.toString()));
        Process process = demo.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(output, StandardCharsets.UTF_8))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}

package dev.ssot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.cli.command.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoverageTest {

    @Test
    void the_published_page_says_what_the_table_of_commands_says() throws IOException {
        assertThat(Coverage.of(Path.of("").toAbsolutePath()).stale())
                .as("run `deploy/bin/ssot ci operations-sync --target cli-coverage --write`")
                .isEmpty();
    }
}

package dev.ssot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.campaign.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that an earlier release has written, and what is kept of test runs. */
class TestRunTableTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    @TempDir
    Path folder;

    @Test
    void a_store_of_the_first_release_is_read_as_it_is_and_brought_up_to_date_by_the_next_write() throws Exception {
        writeFirstRelease();
        try (SqliteControlStore store = new SqliteControlStore(folder)) {
            assertThat(latest(store, "tst:a")).isEmpty();
            assertThat(version()).isEqualTo(1);

            store.decide(NOW, tx -> {
                tx.recordRun(run("tst:a", true));
                return 0;
            });

            assertThat(version()).isEqualTo(ControlDatabase.SCHEMA_VERSION);
            assertThat(latest(store, "tst:a")).contains(run("tst:a", true));
            Optional<Worker> kept = store.read(NOW, view -> view.workerOfUser("ann"));
            assertThat(kept).isPresent();
        }
    }

    @Test
    void only_the_newest_runs_of_a_test_are_kept() throws Exception {
        try (SqliteControlStore store = new SqliteControlStore(folder)) {
            store.decide(NOW, tx -> {
                tx.recordRun(run("tst:other", true));
                for (int i = 0; i < 50; i++) {
                    tx.recordRun(run("tst:a", i == 49));
                }
                return 0;
            });
            assertThat(number("SELECT COUNT(*) FROM ssot_test_runs WHERE test_id = 'tst:a'"))
                    .isEqualTo(20);
            assertThat(latest(store, "tst:a")).contains(run("tst:a", true));
            assertThat(latest(store, "tst:other")).contains(run("tst:other", true));
            assertThat(latest(store, "tst:none")).isEmpty();
        }
    }

    private static Optional<TestRun> latest(SqliteControlStore store, String testId) {
        return store.read(NOW, view -> view.latestRun(testId)).map(KeptRun::run);
    }

    private static TestRun run(String testId, boolean passed) {
        return run(testId, null, passed);
    }

    private static TestRun run(String testId, @Nullable String leaseId, boolean passed) {
        return new TestRun(
                "run",
                testId,
                leaseId,
                "hash",
                List.of("x", "y"),
                passed ? TestRun.Ending.EXITED : TestRun.Ending.TIMED_OUT,
                passed ? 0 : null,
                passed,
                NOW,
                NOW,
                "r",
                null,
                null,
                null,
                "o",
                "e");
    }

    private void writeFirstRelease() throws Exception {
        Files.createDirectories(file().getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String script : List.of("control-reference.sql", "control-own-1.sql")) {
                statement.executeUpdate(text(script));
            }
            statement.executeUpdate(
                    "INSERT INTO workers VALUES ('w', 'ann', 'active', '2026-03-01T12:00:00Z', '2026-03-01T12:00:00Z')");
            statement.executeUpdate("PRAGMA user_version = 1");
        }
    }

    private static String text(String script) throws IOException {
        try (var in = ControlDatabase.class.getResourceAsStream(script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private long version() throws Exception {
        return number("PRAGMA user_version");
    }

    private long number(String query) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.getLong(1);
        }
    }

    private Path file() {
        return folder.resolve(".ssot/control/state.sqlite");
    }
}

package dev.ssot.store;

import static dev.ssot.store.Repository.NOW;
import static dev.ssot.store.Repository.append;
import static dev.ssot.store.Repository.node;
import static dev.ssot.store.Repository.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.campaign.Event;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.registry.json.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void a_write_that_died_under_the_first_schema_is_completed_by_this_one() throws Exception {
        Repository repository = Repository.create(folder.toRealPath());
        try (SqliteControlStore control = new SqliteControlStore(repository.root());
                FileRegistryStore store = new FileRegistryStore(repository.root(), control, Duration.ofSeconds(10))) {
            assertThat(store.write(request("earlier", append("a")), NOW)).isInstanceOf(Writing.Written.class);
        }
        String hash = CanonicalJson.hash(repository.onDisk().getBytes(StandardCharsets.UTF_8));
        backToVersionOne(repository, hash);

        try (SqliteControlStore control = new SqliteControlStore(repository.root());
                FileRegistryStore store = new FileRegistryStore(repository.root(), control, Duration.ofSeconds(10))) {
            store.recover(NOW);

            assertThat(control.answer("died", NOW).orElseThrow().answer()).isEqualTo(node("answer", "größer"));
            assertThat(control.answer("earlier", NOW)).isPresent();
            assertThat(control.pending(NOW)).isEmpty();
            List<Event> events = control.read(NOW, view -> view.events(null, null, null, 0, 10));
            assertThat(events)
                    .extracting(event -> event.payload().path("event").asText())
                    .containsExactly("a", "größer");
            assertThat(store.write(request("later", append("b")), NOW)).isInstanceOf(Writing.Written.class);
        }
    }

    private static void backToVersionOne(Repository repository, String expectedHash) throws SQLException, IOException {
        String url = "jdbc:sqlite:" + repository.control().resolve("state.sqlite");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            List<String> later = new ArrayList<>();
            try (ResultSet tables = statement.executeQuery("""
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ssot_%' \
                    AND name NOT IN ('ssot_state', 'ssot_request_answers')""")) {
                while (tables.next()) {
                    later.add(tables.getString(1));
                }
            }
            for (String table : later) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("""
                    CREATE TABLE ssot_registry_intents (intent_id TEXT PRIMARY KEY, request_id TEXT, \
                    fingerprint TEXT NOT NULL, expected_hash TEXT NOT NULL, answer_json TEXT NOT NULL, \
                    event_json TEXT NOT NULL, announced_ms INTEGER NOT NULL) WITHOUT ROWID""");
            statement.execute("""
                    INSERT INTO ssot_registry_intents VALUES \
                    ('i', 'died', 'f', '%s', '{"answer":"größer"}', '{"event":"größer"}', 1)""".formatted(expectedHash));
            statement.execute("""
                    CREATE TABLE answers (request_id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, \
                    answer_json TEXT NOT NULL, recorded_ms INTEGER NOT NULL) WITHOUT ROWID""");
            statement.execute("""
                    INSERT INTO answers SELECT request_id, fingerprint, answer_json, recorded_ms \
                    FROM ssot_request_answers""");
            statement.execute("DROP TABLE ssot_request_answers");
            statement.execute("ALTER TABLE answers RENAME TO ssot_request_answers");
            statement.execute("PRAGMA user_version = 1");
        }
    }
}

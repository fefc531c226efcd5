package dev.ssot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.log.Link;
import dev.ssot.campaign.log.LogAudit;
import dev.ssot.campaign.log.LogAudit.Finding;
import dev.ssot.campaign.log.LogEntry;
import dev.ssot.campaign.log.OperationLog.Note;
import dev.ssot.registry.RegistryStore.Author;
import dev.ssot.registry.RegistryStore.Write;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log in the control database: what becomes an entry, how often, and what is left when it is pruned or forged. */
class OperationLogTest {

    @TempDir
    Path folder;

    private Repository repository;
    private SqliteControlStore control;
    private FileRegistryStore store;

    @BeforeEach
    void open() throws IOException {
        repository = Repository.create(folder.toRealPath());
        control = new SqliteControlStore(repository.root());
        store = new FileRegistryStore(repository.root(), control, Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        Failpoint.unwatch();
        store.close();
        control.close();
    }

    @Test
    void a_write_of_the_registry_is_one_entry_with_its_author() {
        store.write(
                new Write("r", "f", new Author("registry.entity.update", "w1", null), Repository.append("a")),
                Repository.NOW);
        store.write(
                new Write("r", "f", new Author("registry.entity.update", "w1", null), Repository.append("a")),
                Repository.NOW);

        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("OP-000001");
            assertThat(entry.kind()).isEqualTo("registry.entity.update");
            assertThat(entry.agentId()).isEqualTo("w1");
            assertThat(entry.previousHash()).isEqualTo(Link.START.hash());
        });
    }

    @Test
    void a_decision_is_one_entry_however_much_it_changes_and_none_when_it_changes_nothing_or_is_undone() {
        decide("paused", "resumed");
        control.decide(Repository.NOW, tx -> tx.workers().size());
        try {
            control.decide(Repository.NOW, tx -> {
                tx.emit(event(NewEvent.Kind.WORKER_PAUSED, "never"));
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("undone");
        }
        decide("later");

        assertThat(entries()).extracting(LogEntry::number).containsExactly(1L, 2L);
        assertThat(entries().getFirst().touchedKeys()).containsExactly("worker:paused", "worker:resumed");
        assertThat(entries().getFirst().details().path("changes")).hasSize(2);
    }

    @Test
    void a_write_whose_process_dies_is_one_entry_as_soon_as_it_counts() {
        for (Failpoint place : List.of(Failpoint.INTENT_ANNOUNCED, Failpoint.RENAMED, Failpoint.FILES_CHANGED)) {
            int before = entries().size();
            Failpoint.watch(passed -> {
                if (passed == place) {
                    throw new Died();
                }
            });
            try {
                store.write(Repository.request("crash at " + place, Repository.append(place.text())), Repository.NOW);
            } catch (Died expected) {
                assertThat(expected).isNotNull();
            }
            Failpoint.unwatch();
            store.recover(Repository.NOW);
            store.recover(Repository.NOW);
            int counted = place == Failpoint.INTENT_ANNOUNCED ? 0 : 1;
            assertThat(entries()).as("after %s", place).hasSize(before + counted);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void pruning_leaves_a_log_that_can_be_checked_and_numbers_that_go_on() {
        for (int i = 0; i < 30; i++) {
            store.write(Repository.request("r" + i, Repository.append("a" + i)), Repository.NOW);
        }
        prune(new SqliteOperationLog.Retention(20, 10));

        List<LogEntry> kept = entries();
        assertThat(kept).hasSize(21);
        assertThat(kept.getLast().kind()).isEqualTo(LogEntry.PRUNED);
        assertThat(kept.getLast().number()).isEqualTo(31);
        assertThat(findings()).isEmpty();
        assertThat(undo(20)).isFalse();
        assertThat(undo(21)).isTrue();

        decide("after");
        prune(new SqliteOperationLog.Retention(20, 10));
        assertThat(entries().getLast().kind()).as("too little to prune").isNotEqualTo(LogEntry.PRUNED);
        assertThat(findings()).isEmpty();

        sql("DELETE FROM ssot_operations WHERE number = (SELECT MIN(number) FROM ssot_operations)");
        assertThat(findings()).isNotEmpty();
    }

    @Test
    void what_is_done_to_the_database_is_found() {
        List<String> forgeries = List.of(
                "UPDATE ssot_operations SET agent_id = 'x' WHERE number = 3",
                "UPDATE ssot_operations SET detail_json = 'no json' WHERE number = 3",
                "UPDATE ssot_operations SET number = 99 WHERE number = 3",
                "DELETE FROM ssot_operations WHERE number = 3",
                "DELETE FROM ssot_operations WHERE number >= 5",
                "DELETE FROM ssot_operations",
                "DELETE FROM ssot_operation_undo WHERE number = 3",
                "UPDATE ssot_operation_undo SET undo_json = '{}' WHERE number = 3");
        for (int i = 0; i < 6; i++) {
            store.write(Repository.request("r" + i, Repository.append("a" + i)), Repository.NOW);
        }
        sql("CREATE TABLE good AS SELECT * FROM ssot_operations");
        sql("CREATE TABLE good_undo AS SELECT * FROM ssot_operation_undo");
        assertThat(findings()).isEmpty();
        for (String forgery : forgeries) {
            sql(forgery);
            assertThat(findings()).as(forgery).isNotEmpty();
            sql("DELETE FROM ssot_operations");
            sql("DELETE FROM ssot_operation_undo");
            sql("INSERT INTO ssot_operations SELECT * FROM good");
            sql("INSERT INTO ssot_operation_undo SELECT * FROM good_undo");
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void the_end_is_noted_after_each_commit_and_never_taken_back() throws IOException {
        decide("one");
        LogEnd noted = LogEnd.in(ControlFolder.of(repository.root()));
        assertThat(noted.read()).isEqualTo(new Note.Of(entries().getLast().link()));

        noted.note(new Link(0, "0".repeat(64)));
        assertThat(noted.read()).isEqualTo(new Note.Of(entries().getLast().link()));

        Files.writeString(noted.file(), "OP-000001 nonsense\n");
        assertThat(noted.read()).isInstanceOf(Note.Broken.class);
        decide("two");
        assertThat(noted.read()).isEqualTo(new Note.Of(entries().getLast().link()));
    }

    private void decide(String... workers) {
        control.decide(Repository.NOW, tx -> {
            for (String worker : workers) {
                tx.emit(event(NewEvent.Kind.WORKER_PAUSED, worker));
            }
            return true;
        });
    }

    private static NewEvent event(NewEvent.Kind kind, String worker) {
        return new NewEvent(kind, null, worker, null, NewEvent.Action.NONE, Json.object());
    }

    private void prune(SqliteOperationLog.Retention retention) {
        LogEnd end = LogEnd.in(ControlFolder.of(repository.root()));
        try (Sql connection = new ControlDatabase(ControlFolder.of(repository.root())).openWriter()) {
            new SqliteOperationLog(connection, end)
                    .prune(retention, Repository.NOW)
                    .ifPresent(end::note);
        }
    }

    private List<LogEntry> entries() {
        return control.read(Repository.NOW, view -> view.operationLog().newest(null, 1_000))
                .reversed();
    }

    private boolean undo(long number) {
        return control.read(Repository.NOW, view -> view.operationLog().undo(number))
                .isPresent();
    }

    private List<Finding> findings() {
        List<LogAudit.Witness> witnesses = new ArrayList<>();
        if (LogEnd.in(ControlFolder.of(repository.root())).read() instanceof Note.Of(Link end)) {
            witnesses.add(new LogAudit.Witness(end, "the note"));
        }
        LogAudit audit = new LogAudit(witnesses);
        control.read(Repository.NOW, view -> {
            view.operationLog().scan(audit::next);
            return true;
        });
        return audit.end().findings();
    }

    private void sql(String statement) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + repository.root().resolve(".ssot/control/state.sqlite"));
                var update = connection.createStatement()) {
            update.execute(Objects.requireNonNull(statement));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** As if the process ended there. */
    private static final class Died extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}

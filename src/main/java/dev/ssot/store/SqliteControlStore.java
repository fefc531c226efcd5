package dev.ssot.store;

import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The control store in {@code .ssot/control/state.sqlite}. One thread writes; what waits for it shares one transaction
 * and one fsync, each decision in a savepoint of its own. Readers have a connection of their own.
 */
public final class SqliteControlStore implements ControlStore, IntentLog {

    private final ControlDatabase database;
    private final DecisionQueue decisions;

    /** Guards what follows. */
    private final ReentrantLock reading = new ReentrantLock();

    private final KeptConnection reader;
    private long version;

    /** Opens nothing yet: reading must not create the store, and most fronts of a fleet never write. */
    public SqliteControlStore(Path repositoryRoot) {
        this.database = new ControlDatabase(ControlFolder.of(repositoryRoot));
        this.decisions = new DecisionQueue(database);
        this.reader = new KeptConnection(database, database::openReader);
    }

    @Override
    public <T> T decide(Instant wallClock, Function<ControlTransaction, T> decision) {
        return decisions.run(wallClock, decision);
    }

    @Override
    public <T> T read(Instant wallClock, Function<ControlView, T> query) {
        reading.lock();
        try {
            Optional<Sql> open = reader.current();
            if (open.isEmpty()) {
                if (!database.exists()) {
                    return query.apply(new EmptyView(wallClock));
                }
                version = 0;
            }
            return consistently(open.orElseGet(reader::reopened), wallClock, query);
        } catch (Sql.SqlFailure e) {
            reader.giveUp();
            throw database.unavailable(e.failure());
        } finally {
            reading.unlock();
        }
    }

    private <T> T consistently(Sql sql, Instant wallClock, Function<ControlView, T> query) {
        sql.execute("BEGIN");
        try {
            T answer = query.apply(view(sql, wallClock));
            sql.execute("COMMIT");
            return answer;
        } catch (RuntimeException | Error e) {
            sql.rollback();
            throw e;
        }
    }

    private ControlView view(Sql sql, Instant wallClock) {
        if (version < ControlDatabase.SCHEMA_VERSION) {
            version = ControlDatabase.version(sql);
        }
        boolean ownTables = version >= ControlDatabase.WITH_OWN_TABLES;
        if (!ownTables && !ControlDatabase.hasReferenceTables(sql)) {
            // Another process is creating it at this moment.
            return new EmptyView(wallClock);
        }
        long last = ownTables ? sql.number("SELECT last_decision_ms FROM ssot_state") : 0;
        Instant now = wallClock.toEpochMilli() < last ? Instant.ofEpochMilli(last) : wallClock;
        return new SqliteView(sql, now, version, database.logEnd());
    }

    @Override
    public int waiting() {
        return decisions.size();
    }

    @Override
    public Optional<RecordedAnswer> answer(String requestId, Instant wallClock) {
        return read(wallClock, view -> view.recordedAnswer(requestId));
    }

    @Override
    public void announce(Intent intent, Instant wallClock) {
        decisions.runSql(
                wallClock,
                sql -> sql.update(
                        """
                INSERT INTO ssot_registry_intents(intent_id, previous_hash, expected_hash, completions_json, \
                files_json, changes_json, announced_ms) VALUES (?, ?, ?, ?, ?, ?, ?)""",
                        intent.intentId(),
                        intent.previousHash(),
                        intent.expectedHash(),
                        intent.completionsJson().toString(),
                        intent.filesJson().toString(),
                        intent.changesJson(),
                        wallClock.toEpochMilli()));
    }

    @Override
    public List<Intent> pending(Instant wallClock) {
        if (read(wallClock, view -> view instanceof SqliteView stored && stored.isOutdated())) {
            // A writer of an earlier release died; opening for writing carries its intents over.
            decisions.runSql(wallClock, _ -> 0);
        }
        return read(wallClock, view -> view instanceof SqliteView stored ? stored.pendingIntents() : List.of());
    }

    @Override
    public void complete(Intent intent, Instant wallClock) {
        decide(wallClock, tx -> {
            if (remove(tx, intent)) {
                intent.completions().forEach(completion -> complete(tx, completion));
                if (tx instanceof SqliteTransaction transaction) {
                    new SqliteRegistryTrace(transaction.sql()).wrote(intent, tx.now());
                }
            }
            return Json.object();
        });
    }

    private static void complete(ControlTransaction tx, Intent.Completion completion) {
        tx.log(completion.logged());
        tx.emit(new NewEvent(
                NewEvent.Kind.REGISTRY_UPDATED, null, null, null, NewEvent.Action.REFRESH_CONTEXT, completion.event()));
        if (completion.requestId() != null) {
            tx.record(new RecordedAnswer(completion.requestId(), completion.fingerprint(), completion.answer()));
        }
    }

    @Override
    public void drop(Intent intent, Instant wallClock) {
        decisions.runSql(wallClock, sql -> removed(sql, intent));
    }

    private static boolean remove(ControlTransaction tx, Intent intent) {
        return tx instanceof SqliteTransaction transaction && removed(transaction.sql(), intent) == 1;
    }

    private static int removed(Sql sql, Intent intent) {
        return sql.update("DELETE FROM ssot_registry_intents WHERE intent_id = ?", intent.intentId());
    }

    @Override
    public void close() {
        decisions.close();
        reading.lock();
        try {
            reader.close();
        } finally {
            reading.unlock();
        }
    }
}

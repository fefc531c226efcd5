package dev.ssot.store;

import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.log.Link;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.Failpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a control store in this process. Decisions wait in a queue; the writer takes all that wait, runs
 * each in its savepoint and commits once. Nobody gets an answer before the commit is durable.
 */
final class DecisionQueue implements AutoCloseable {

    private static final int LARGEST_GROUP = 64;

    /** How long a retry with the same request id gets the first answer, and after how many groups older ones go. */
    private static final Duration ANSWERS_KEPT = Duration.ofHours(24);

    private static final int GROUPS_BETWEEN_PRUNING = 1_000;
    private static final Duration LONGEST_WAIT_FOR_OTHERS = Duration.ofSeconds(10);
    private static final Duration TOLD_CLOCK_STEP = Duration.ofMinutes(5);

    private final ControlDatabase database;
    private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();

    /** Guards {@link #writer} and {@link #closed}. */
    private final ReentrantLock life = new ReentrantLock();

    private @Nullable Thread writer;
    private boolean closed;

    // Only the writer's thread touches these.
    private final KeptConnection connection;
    private boolean clockStepTold;
    private int groups;
    /** Of the group that is being decided. */
    private @Nullable Link logEnd;

    DecisionQueue(ControlDatabase database) {
        this.database = database;
        this.connection = new KeptConnection(database, database::openWriter);
    }

    <T> T run(Instant wallClock, Function<ControlTransaction, T> decision) {
        return submit(new Waiting<>(wallClock, decision::apply));
    }

    /** For writes to tables that only this package knows. */
    void runSql(Instant wallClock, Function<Sql, Integer> write) {
        submit(new Waiting<>(wallClock, tx -> write.apply(tx.sql())));
    }

    int size() {
        return queue.size();
    }

    private <T> T submit(Waiting<T> waiting) {
        life.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the control store is closed");
            }
            if (writer == null) {
                writer = Thread.ofPlatform().daemon().name("control-writer").start(this::write);
            }
            queue.add(waiting);
        } finally {
            life.unlock();
        }
        try {
            return waiting.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void write() {
        List<Waiting<?>> group = new ArrayList<>();
        while (true) {
            try {
                group.add(queue.take());
            } catch (InterruptedException end) {
                queue.drainTo(group);
                if (group.isEmpty()) {
                    break;
                }
                // Closing waits for what was accepted before; the flag is set again for the next round.
                Thread.currentThread().interrupt();
            }
            queue.drainTo(group, LARGEST_GROUP - group.size());
            commit(group);
            group.clear();
        }
        connection.close();
    }

    private void commit(List<Waiting<?>> group) {
        logEnd = null;
        try {
            Sql sql = connection.get();
            begin(sql);
            try {
                group.forEach(waiting -> decide(waiting, sql));
                prune(sql, group.getFirst().wallClock);
                Failpoint.DECISIONS_MADE.pass();
                sql.execute("COMMIT");
            } catch (RuntimeException | Error e) {
                sql.rollback();
                throw e;
            }
            if (logEnd != null) {
                database.logEnd().note(logEnd);
            }
            Failpoint.DECISIONS_COMMITTED.pass();
            StoreFigure.DECISIONS.is(group.size());
            group.forEach(Waiting::acknowledge);
        } catch (Sql.SqlFailure e) {
            connection.giveUp();
            RuntimeException unavailable = database.unavailable(e.failure());
            group.forEach(waiting -> waiting.answer.completeExceptionally(unavailable));
        } catch (RuntimeException | Error e) {
            // Also when memory or the stack runs out: those who come later would wait for ever for a dead writer.
            group.forEach(waiting -> waiting.answer.completeExceptionally(e));
        }
    }

    private void decide(Waiting<?> waiting, Sql connection) {
        Link end = waiting.decide(connection, this::transaction);
        logEnd = end == null ? logEnd : end;
    }

    private SqliteTransaction transaction(Sql connection, Instant wallClock) {
        return new SqliteTransaction(connection, decisionTime(connection, wallClock), database.logEnd());
    }

    private void prune(Sql connection, Instant wallClock) {
        if (groups++ % GROUPS_BETWEEN_PRUNING == 0) {
            connection.update("""
                    DELETE FROM ssot_request_answers WHERE sequence < COALESCE((SELECT sequence FROM \
                    ssot_request_answers WHERE recorded_ms >= ? ORDER BY sequence LIMIT 1), ?)""", wallClock.minus(ANSWERS_KEPT).toEpochMilli(), Long.MAX_VALUE);
            logEnd = new SqliteOperationLog(connection, database.logEnd())
                    .prune(SqliteOperationLog.Retention.USUAL, decisionTime(connection, wallClock))
                    .orElse(logEnd);
        }
    }

    /** SQLite's own waiting sleeps up to 100 ms at a time; short random pauses let many processes take fair turns. */
    private static void begin(Sql connection) {
        long deadline = System.nanoTime() + LONGEST_WAIT_FOR_OTHERS.toNanos();
        while (true) {
            try {
                connection.execute("BEGIN IMMEDIATE");
                return;
            } catch (Sql.SqlFailure e) {
                if (!e.isBusy() || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current()
                        .nextLong(TimeUnit.MICROSECONDS.toNanos(50), TimeUnit.MICROSECONDS.toNanos(1_000)));
            }
        }
    }

    /** The later of the wall clock and the last decision, so that time never runs backwards in the store. */
    private Instant decisionTime(Sql connection, Instant wallClock) {
        long last = connection.number("SELECT last_decision_ms FROM ssot_state");
        long wall = wallClock.toEpochMilli();
        if (wall > last) {
            connection.update("UPDATE ssot_state SET last_decision_ms = ?", wall);
            clockStepTold = false;
            return Instant.ofEpochMilli(wall);
        }
        Instant now = Instant.ofEpochMilli(last);
        if (last - wall > TOLD_CLOCK_STEP.toMillis() && !clockStepTold) {
            clockStepTold = true;
            var payload = Json.object().put("wall_clock", Sql.text(wallClock)).put("decision_time", Sql.text(now));
            new SqliteTransaction(connection, now, database.logEnd())
                    .emit(new NewEvent(NewEvent.Kind.CLOCK_WENT_BACK, null, null, null, NewEvent.Action.NONE, payload));
        }
        return now;
    }

    /** Finishes what was accepted, then ends the writer. */
    @Override
    public void close() {
        Thread ending;
        life.lock();
        try {
            closed = true;
            ending = writer;
        } finally {
            life.unlock();
        }
        if (ending != null) {
            ending.interrupt();
            try {
                ending.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Begins a decision, which works out its time inside the transaction. */
    @FunctionalInterface
    private interface Beginning {
        SqliteTransaction at(Sql connection, Instant wallClock);
    }

    /** A decision on its way: decided inside the transaction, answered after the commit. */
    private static final class Waiting<T> {

        private final Instant wallClock;
        private final Function<SqliteTransaction, T> decision;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable Runnable acknowledgement;

        Waiting(Instant wallClock, Function<SqliteTransaction, T> decision) {
            this.wallClock = wallClock;
            this.decision = decision;
        }

        /** The end of the log, if the decision has made it a new one. */
        @Nullable Link decide(Sql connection, Beginning beginning) {
            connection.execute("SAVEPOINT decision");
            try {
                SqliteTransaction transaction = beginning.at(connection, wallClock);
                T decided = decision.apply(transaction);
                Link end = transaction.finish();
                acknowledgement = () -> answer.complete(decided);
                connection.execute("RELEASE decision");
                return end;
            } catch (RuntimeException undone) {
                if (undone instanceof Sql.SqlFailure failure && !failure.isConstraint()) {
                    // The database itself failed: nothing of the group may be acknowledged.
                    throw failure;
                }
                connection.execute("ROLLBACK TO decision");
                connection.execute("RELEASE decision");
                acknowledgement = () -> answer.completeExceptionally(undone);
                return null;
            }
        }

        void acknowledge() {
            if (acknowledgement != null) {
                acknowledgement.run();
            }
        }
    }
}

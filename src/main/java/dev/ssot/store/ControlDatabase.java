package dev.ssot.store;

import dev.ssot.campaign.ControlStore;
import dev.ssot.workspace.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** The SQLite file of the control store: how it is created, opened and brought up to date. */
final class ControlDatabase {

    /** What brings a store of version n to version n + 1. */
    private static final List<List<String>> MIGRATIONS = List.of(
            List.of("control-reference.sql", "control-own-1.sql"),
            List.of("control-own-2.sql"),
            List.of("control-test-runs.sql"),
            List.of("control-watching.sql"),
            List.of("control-worker-holders.sql"),
            List.of("control-completion.sql"),
            List.of("control-snapshots.sql"),
            List.of("control-operations.sql"),
            List.of("control-run-records.sql"),
            List.of("control-answers.sql"));

    static final int SCHEMA_VERSION = MIGRATIONS.size();
    static final int WITH_OWN_TABLES = 1;
    static final int WITH_GROUP_INTENTS = 2;
    static final int WITH_WATCHING = 4;
    static final int WITH_WORKER_HOLDERS = 5;
    static final int WITH_COMPLETION = 6;
    static final int WITH_SNAPSHOTS = 7;
    static final int WITH_OPERATIONS = 8;
    static final int WITH_RUN_RECORDS = 9;

    /** How long a busy file is waited for. */
    private static final Duration BUSY = Duration.ofSeconds(10);

    /** 16 MiB of log. Carrying it over costs syncs inside a commit, and the same pages are written again and again. */
    private static final int PAGES_BETWEEN_CHECKPOINTS = 4_000;

    /** What the writer keeps in memory, in KiB: the pages that decisions read and write again and again. */
    private static final int CACHE = 16 << 10;

    private final ControlFolder folder;

    ControlDatabase(ControlFolder folder) {
        this.folder = folder;
    }

    LogEnd logEnd() {
        return LogEnd.in(folder);
    }

    boolean exists() {
        return Files.exists(file());
    }

    /** Tells this file from another one of the same name; null where files have no such key. */
    @Nullable Object key() {
        return FileStamp.orAbsent(file()).key();
    }

    Path file() {
        return folder.path().resolve("state.sqlite");
    }

    /** Opens for writing; creates what is missing. An acknowledged commit survives a power loss. */
    Sql openWriter() {
        try {
            folder.create();
            Patience patience = new Patience(BUSY);
            Optional<Sql> open = tryOpenWriter(patience);
            while (open.isEmpty()) {
                open = tryOpenWriter(patience);
            }
            return open.get();
        } catch (IOException e) {
            throw new ControlStore.Unavailable(
                    "cannot create %s: %s. Make the folder writable and call again."
                            .formatted(folder.path(), e.getMessage()),
                    e);
        } catch (SQLException e) {
            throw unavailable(e);
        } catch (Sql.SqlFailure e) {
            throw unavailable(e.failure());
        }
    }

    /**
     * Empty when it is worth another try. SQLite waits for no one while it turns a new file into one with a log: of
     * processes that create the store at one instant, all but one may be told at once that it is busy.
     */
    private Optional<Sql> tryOpenWriter(Patience patience) throws SQLException {
        Sql sql = connect();
        try {
            sql.query("PRAGMA journal_mode = WAL", row -> row.getString(1));
            sql.execute("PRAGMA synchronous = FULL");
            sql.query("PRAGMA wal_autocheckpoint = " + PAGES_BETWEEN_CHECKPOINTS, row -> row.getLong(1));
            sql.execute("PRAGMA cache_size = -" + CACHE);
            // Otherwise each decision's savepoint makes a file for what it may have to take back.
            sql.execute("PRAGMA temp_store = MEMORY");
            sql.execute("PRAGMA foreign_keys = ON");
            migrate(sql);
            return Optional.of(sql);
        } catch (Sql.SqlFailure e) {
            sql.close();
            if (e.isBusy() && patience.pause()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Opens for reading an existing store; nothing can be written through it. */
    Sql openReader() {
        try {
            Sql sql = connect();
            sql.execute("PRAGMA query_only = ON");
            return sql;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    ControlStore.Unavailable unavailable(SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xFF);
        String advice = switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "another process holds it; call again";
            case SQLITE_FULL -> "the disk is full; free some space and call again";
            case SQLITE_IOERR -> "the disk refuses to read or write; see that it is well and not full, and call again";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "the file is damaged and was left as it is; restore it from a backup, or move it away to"
                        + " start with an empty store";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                "it cannot be opened for writing; check the permissions of its folder";
            default -> "see the log";
        };
        return new ControlStore.Unavailable(
                "the control store %s does not answer (%s): %s".formatted(file(), code, advice), e);
    }

    private Sql connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Long.toString(BUSY.toMillis()));
        // Otherwise the driver asks for the last row id after every insert, which nobody here wants to know.
        properties.setProperty("jdbc.get_generated_keys", "false");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file(), properties);
        return new Sql(connection);
    }

    private static void migrate(Sql sql) {
        if (version(sql) >= SCHEMA_VERSION) {
            return;
        }
        sql.execute("BEGIN IMMEDIATE");
        try {
            for (long version = version(sql); version < SCHEMA_VERSION; version++) {
                MIGRATIONS.get((int) version).forEach(script -> run(sql, script));
                sql.execute("PRAGMA user_version = " + (version + 1));
            }
            sql.execute("COMMIT");
        } catch (RuntimeException e) {
            sql.execute("ROLLBACK");
            throw e;
        }
    }

    /** 0 for a store that only the reference has written. */
    static long version(Sql sql) {
        return sql.number("PRAGMA user_version");
    }

    static boolean hasReferenceTables(Sql sql) {
        return sql.number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'tier_gate_reports'") > 0;
    }

    private static void run(Sql sql, String script) {
        try (InputStream in = ControlDatabase.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException(script + " is missing from this build");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            for (String statement : text.split(";")) {
                if (!statement.isBlank()) {
                    sql.execute(statement);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

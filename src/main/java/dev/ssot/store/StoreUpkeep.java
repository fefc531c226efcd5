package dev.ssot.store;

import dev.ssot.campaign.ControlStore;
import dev.ssot.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stores of one repository as an operator looks after them. Looking changes nothing. */
public final class StoreUpkeep {

    private final Path registry;
    private final ControlFolder folder;
    private final ControlDatabase database;
    private final ReferenceLockFile lockFile;
    private final InstantSource clock;

    /** @param root with every link resolved */
    public StoreUpkeep(Path root, InstantSource clock) {
        this.registry = root.resolve(Registry.PATH);
        this.folder = ControlFolder.of(root);
        this.database = new ControlDatabase(folder);
        this.lockFile = new ReferenceLockFile(registry, folder.path(), clock);
        this.clock = clock;
    }

    /** {@code .ssot/control}, which is not there before the first write. */
    public Path controlFolder() {
        return folder.path();
    }

    /** Who keeps others from writing the registry. */
    public record Lock(Path file, String owner, String reason, boolean stale) {}

    public Optional<Lock> lock() throws IOException {
        return lockFile.holder()
                .map(holder ->
                        new Lock(lockFile.path(), holder.owner(), holder.reason(), holder.isStale(clock.instant())));
    }

    /** Removes a stale lock as a writer does, so that a writer who comes at this moment is not hurt. */
    public void removeStaleLock() throws IOException {
        Optional<String> token = lockFile.tryTake();
        if (token.isPresent()) {
            var _ = lockFile.release(token.get());
        }
    }

    /** Creates what is missing of the folder: its {@code .gitignore}. */
    public void completeFolder() throws IOException {
        folder.create();
    }

    /** How it stands with the control database. */
    public sealed interface State {

        record Absent() implements State {}

        /**
         * @param version of our own tables; 0 when only the reference has written it
         * @param pendingWrites writes of the registry that a crash left between announcement and end, or that go on now
         * @param logBytes size of the write-ahead log
         */
        record Sound(Path file, long version, int pendingWrites, int openConflicts, long logBytes) implements State {}

        record Damaged(Path file, String reason) implements State {}
    }

    /** The version that this release writes. */
    public static int supportedVersion() {
        return ControlDatabase.SCHEMA_VERSION;
    }

    public State state() throws IOException {
        if (!database.exists()) {
            return new State.Absent();
        }
        try (Sql sql = database.openReader()) {
            List<String> problems = new ArrayList<>();
            problems.addAll(sql.query("PRAGMA integrity_check(5)", row -> row.getString(1)));
            problems.remove("ok");
            if (!problems.isEmpty()) {
                return new State.Damaged(database.file(), String.join("; ", problems));
            }
            SqliteView view = new SqliteView(sql, clock.instant(), ControlDatabase.version(sql), database.logEnd());
            int conflicts = ControlDatabase.hasReferenceTables(sql)
                    ? view.conflicts("open").size()
                    : 0;
            return new State.Sound(
                    database.file(),
                    ControlDatabase.version(sql),
                    view.pendingIntents().size(),
                    conflicts,
                    Files.exists(log()) ? Files.size(log()) : 0);
        } catch (ControlStore.Unavailable unavailable) {
            return new State.Damaged(database.file(), String.valueOf(unavailable.getMessage()));
        } catch (Sql.SqlFailure failure) {
            return new State.Damaged(
                    database.file(),
                    String.valueOf(database.unavailable(failure.failure()).getMessage()));
        }
    }

    /** Writes the log into the database and empties it; who reads or writes at this moment goes on undisturbed. */
    public void checkpoint() {
        try (Sql sql = database.openWriter()) {
            sql.query("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1));
        }
    }

    /** A copy of the database as it is at one moment, whoever writes it. */
    public void copyDatabase(Path target) {
        try (Sql sql = database.openWriter()) {
            sql.execute("VACUUM INTO '%s'".formatted(target.toString().replace("'", "''")));
        }
    }

    private Path log() {
        return database.file().resolveSibling(database.file().getFileName() + "-wal");
    }
}

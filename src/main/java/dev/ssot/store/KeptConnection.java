package dev.ssot.store;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is used again while its file is the one that others open. Somebody may have deleted the folder or
 * put a copy in its place: what is written into the old file then is lost, and seen by nobody. For one thread at a time.
 */
final class KeptConnection {

    private final ControlDatabase database;
    private final Supplier<Sql> opening;
    private @Nullable Sql connection;
    private @Nullable Object fileKey;

    KeptConnection(ControlDatabase database, Supplier<Sql> opening) {
        this.database = database;
        this.opening = opening;
    }

    /** Opens another one if there is none that counts. */
    Sql get() {
        return current().orElseGet(this::reopened);
    }

    /** The one that is open, if it counts. Costs a look at the file's state. */
    Optional<Sql> current() {
        return connection != null && Objects.equals(fileKey, database.key())
                ? Optional.of(connection)
                : Optional.empty();
    }

    /** Another one, for who has seen that none counts. */
    Sql reopened() {
        giveUp();
        Sql fresh = opening.get();
        fileKey = database.key();
        connection = fresh;
        return fresh;
    }

    /** After a failure of the database: the next use opens it anew, and finds what has become of it. */
    void giveUp() {
        try {
            close();
        } catch (Sql.SqlFailure unclosed) {
            // What led here is told already, and this connection serves nobody any more.
        }
    }

    void close() {
        Sql kept = connection;
        connection = null;
        if (kept != null) {
            kept.close();
        }
    }
}

package dev.ssot.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * A connection with its prepared statements kept, and the notations of the control tables: times as UTC text in whole
 * seconds, JSON with sorted keys and non-ASCII escaped. For one thread at a time.
 */
final class Sql implements AutoCloseable {

    private static final ObjectWriter JSON = Json.MAPPER
            .writer()
            .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        try (ResultSet rows = prepared(sql, arguments).executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return query(sql, reader, arguments).stream().findFirst();
    }

    long number(String sql, @Nullable Object... arguments) {
        return first(sql, row -> row.getLong(1), arguments).orElseThrow();
    }

    /** Runs a statement; answers how many rows it changed. */
    @SuppressWarnings("CheckReturnValue")
    int update(String sql, @Nullable Object... arguments) {
        try {
            return prepared(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** For a row that is known to be there. */
    void updateOne(String sql, @Nullable Object... arguments) {
        int changed = update(sql, arguments);
        if (changed != 1) {
            throw new IllegalStateException("expected to change one row, changed " + changed);
        }
    }

    void execute(String sql) {
        try {
            prepared(sql).execute();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** Also where SQLite itself has ended the transaction, as it does on a full disk or an I/O error. */
    void rollback() {
        try {
            execute("ROLLBACK");
        } catch (SqlFailure nothingToUndo) {
            // The failure that led here is the one that counts.
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static @Nullable String textOrNull(@Nullable Instant instant) {
        return instant == null ? null : text(instant);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.parse(row.getString(column));
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Instant.parse(text);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value instanceof JsonNode node ? sorted(node) : value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a tree that cannot be written", bug);
        }
    }

    static ObjectNode object(ResultSet row, String column) throws SQLException {
        return tree(row, column) instanceof ObjectNode object ? object : Json.object();
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        List<String> texts = new ArrayList<>();
        tree(row, column).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    static JsonNode tree(ResultSet row, String column) throws SQLException {
        try {
            return Json.MAPPER.readTree(row.getString(column));
        } catch (JsonProcessingException foreign) {
            throw new SQLException("column %s holds no JSON".formatted(column), foreign);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        ObjectNode ordered = Json.object();
        ordered.setAll(fields);
        return ordered;
    }

    private PreparedStatement prepared(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    /** Carries a database error out of the lambdas; {@link ControlDatabase} turns it into what callers understand. */
    static final class SqlFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        SqlFailure(SQLException failure) {
            super(failure);
            this.failure = failure;
        }

        SQLException failure() {
            return failure;
        }

        /** Another process is writing. */
        boolean isBusy() {
            return is(SQLiteErrorCode.SQLITE_BUSY);
        }

        /** One statement broke a rule of a table; the database is well. */
        boolean isConstraint() {
            return is(SQLiteErrorCode.SQLITE_CONSTRAINT);
        }

        private boolean is(SQLiteErrorCode code) {
            return (failure.getErrorCode() & 0xFF) == code.code;
        }
    }
}

package dev.ssot.store;

import dev.ssot.campaign.log.Link;
import dev.ssot.campaign.log.LogAudit;
import dev.ssot.campaign.log.LogEntry;
import dev.ssot.campaign.log.NewEntry;
import dev.ssot.campaign.log.OperationLog;
import dev.ssot.registry.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tables of the log. */
record SqliteOperationLog(Sql sql, LogEnd noted) implements OperationLog {

    private static final String ENTRIES = "SELECT * FROM ssot_operations ";
    private static final int PAGE = 1_000;

    /** How much of the log is kept; what is removed, an entry names. */
    record Retention(long entries, long undos) {

        static final Retention USUAL = new Retention(100_000, 10_000);

        /** Removing is worth an entry only when there is something to remove. */
        private long slack() {
            return Math.max(1, entries / 10);
        }
    }

    /** Binds the entry to the end of the log. */
    Link append(NewEntry entry, Instant now) {
        LogEntry signed = LogEntry.after(last(), entry, now);
        sql.update(
                """
                INSERT INTO ssot_operations(number, previous_hash, at_ms, agent_id, kind, description, touched_json, \
                detail_json, target, undo_sha256, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                signed.number(),
                signed.previousHash(),
                signed.atMs(),
                signed.agentId(),
                signed.kind(),
                signed.description(),
                signed.touched(),
                signed.detail(),
                signed.target(),
                signed.undoSha256(),
                signed.hash());
        if (entry.undo() != null) {
            sql.update(
                    "INSERT INTO ssot_operation_undo(number, undo_json) VALUES (?, ?)", signed.number(), entry.undo());
        }
        return signed.link();
    }

    /** Removes what is older than is kept and says so in the log; empty when there is nothing to remove. */
    Optional<Link> prune(Retention retention, Instant now) {
        Link end = last();
        long through = end.number() - retention.entries();
        long undoThrough = end.number() - retention.undos();
        long first = sql.number("SELECT COALESCE(MIN(number), 1) FROM ssot_operations");
        long firstUndo = sql.number("SELECT COALESCE(MIN(number), 0) FROM ssot_operation_undo");
        boolean undosGo = firstUndo > 0 && undoThrough - firstUndo >= retention.slack();
        if (through - first < retention.slack() && !undosGo) {
            return Optional.empty();
        }
        Link anchor = entry(through).map(LogEntry::link).orElse(Link.START);
        NewEntry pruned = new NewEntry(
                "ssot",
                LogEntry.PRUNED,
                "removed the entries up to %d, and what undoing takes up to %d"
                        .formatted(anchor.number(), Math.max(0, undoThrough)),
                List.of(),
                Json.object()
                        .put("through", anchor.number())
                        .put("hash", anchor.hash())
                        .put("undo_through", Math.max(0, undoThrough)),
                null,
                null);
        sql.update("DELETE FROM ssot_operations WHERE number <= ?", anchor.number());
        sql.update("DELETE FROM ssot_operation_undo WHERE number <= ?", undoThrough);
        return Optional.of(append(pruned, now));
    }

    private Link last() {
        return sql.first(
                        "SELECT number, hash FROM ssot_operations ORDER BY number DESC LIMIT 1",
                        row -> new Link(row.getLong("number"), row.getString("hash")))
                .orElse(Link.START);
    }

    @Override
    public Optional<LogEntry> entry(long number) {
        return sql.first(ENTRIES + "WHERE number = ?", SqliteOperationLog::read, number);
    }

    @Override
    public List<LogEntry> newest(@Nullable String agentId, int limit) {
        Filter filter = new Filter().equal("agent_id", agentId);
        return sql.query(
                ENTRIES + filter.where() + " ORDER BY number DESC LIMIT " + limit,
                SqliteOperationLog::read,
                filter.arguments());
    }

    @Override
    public Optional<LogEntry> lastTurnOf(long number) {
        return sql.first(ENTRIES + "WHERE target = ? ORDER BY number DESC LIMIT 1", SqliteOperationLog::read, number);
    }

    @Override
    public List<LogEntry> standingAfter(long number, Collection<String> touched) {
        var keys = Json.MAPPER.createArrayNode();
        touched.forEach(keys::add);
        return sql.query(ENTRIES + """
                        WHERE number > ? AND target IS NULL AND (kind LIKE '%.%' OR kind = ?) AND EXISTS \
                        (SELECT 1 FROM json_each(touched_json) t WHERE t.value IN (SELECT value FROM json_each(?))) \
                        ORDER BY number""", SqliteOperationLog::read, number, LogEntry.COMPLETED, keys.toString()).stream()
                .filter(entry -> !isUndone(entry.number()))
                .toList();
    }

    @Override
    public Optional<String> undo(long number) {
        return sql.first("SELECT undo_json FROM ssot_operation_undo WHERE number = ?", row -> row.getString(1), number);
    }

    @Override
    public void scan(Consumer<LogAudit.Stored> reader) {
        long after = Long.MIN_VALUE;
        List<LogAudit.Stored> page;
        do {
            page = sql.query("""
                    SELECT o.*, u.undo_json FROM ssot_operations o LEFT JOIN ssot_operation_undo u USING (number) \
                    WHERE o.number > ? ORDER BY o.number LIMIT ?""", row -> new LogAudit.Stored(read(row), row.getString("undo_json")), after, PAGE);
            page.forEach(reader);
            after = page.isEmpty() ? after : page.getLast().entry().number();
        } while (page.size() == PAGE);
    }

    @Override
    public Note end() {
        return noted.read();
    }

    private static LogEntry read(ResultSet row) throws SQLException {
        long target = row.getLong("target");
        boolean none = row.wasNull();
        return new LogEntry(
                row.getLong("number"),
                row.getString("previous_hash"),
                row.getLong("at_ms"),
                row.getString("agent_id"),
                row.getString("kind"),
                row.getString("description"),
                row.getString("touched_json"),
                row.getString("detail_json"),
                none ? null : target,
                row.getString("undo_sha256"),
                row.getString("hash"));
    }
}

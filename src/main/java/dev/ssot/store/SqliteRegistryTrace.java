package dev.ssot.store;

import dev.ssot.campaign.RegistryTrace;
import dev.ssot.registry.trace.PartChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables that say what the registry contained last. */
record SqliteRegistryTrace(Sql sql) implements RegistryTrace {

    /** A writer that loaded the registry longer ago than so many renames of ours is not told from one who edits it. */
    private static final int WRITES_KEPT = 256;

    @Override
    public Optional<Known> known() {
        return sql.first(
                "SELECT sequence, content_hash FROM ssot_registry_contents ORDER BY sequence DESC LIMIT 1",
                row -> new Known(row.getLong("sequence"), row.getString("content_hash")));
    }

    @Override
    public boolean isBeingWritten() {
        return sql.first("SELECT 1 FROM ssot_registry_intents LIMIT 1", row -> row.getInt(1))
                .isPresent();
    }

    @Override
    public Map<String, String> parts() {
        Map<String, String> parts = new HashMap<>();
        sql.query(
                        "SELECT name, hash FROM ssot_registry_parts",
                        row -> Map.entry(row.getString("name"), row.getString("hash")))
                .forEach(part -> parts.put(part.getKey(), part.getValue()));
        return parts;
    }

    @Override
    public List<OwnWrite> recentWrites() {
        return sql.query(
                "SELECT sequence, changes_json FROM ssot_registry_contents WHERE changes_json IS NOT NULL"
                        + " ORDER BY sequence DESC",
                row -> new OwnWrite(row.getLong("sequence"), PartChange.list(Sql.tree(row, "changes_json"))));
    }

    /** A write of ours is in the file. Without a known content before it, only the next look knows every part. */
    void wrote(Intent intent, Instant now) {
        if (intent.leavesRegistryAsItIs() || known().isEmpty()) {
            return;
        }
        insert(intent.expectedHash(), intent.changesJson(), now);
        for (PartChange change : intent.changes()) {
            if (change.after() == null) {
                remove(change.name());
            } else {
                put(change.name(), change.after());
            }
        }
        sql.update("""
                DELETE FROM ssot_registry_contents WHERE sequence <= \
                (SELECT MAX(sequence) FROM ssot_registry_contents) - ?""", WRITES_KEPT);
    }

    void adopt(Adoption adoption, Instant now) {
        insert(adoption.contentHash(), null, now);
        adoption.parts().forEach(this::put);
        adoption.removed().forEach(this::remove);
        adoption.lost()
                .forEach(
                        write -> sql.update("DELETE FROM ssot_registry_contents WHERE sequence = ?", write.sequence()));
    }

    private void insert(String contentHash, @Nullable String changes, Instant now) {
        sql.update(
                "INSERT INTO ssot_registry_contents(content_hash, changes_json, recorded_ms) VALUES (?, ?, ?)",
                contentHash,
                changes,
                now.toEpochMilli());
    }

    private void put(String name, String hash) {
        sql.update(
                "INSERT INTO ssot_registry_parts(name, hash) VALUES (?, ?)"
                        + " ON CONFLICT(name) DO UPDATE SET hash = excluded.hash",
                name,
                hash);
    }

    private void remove(String name) {
        sql.update("DELETE FROM ssot_registry_parts WHERE name = ?", name);
    }
}

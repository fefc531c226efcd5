package dev.ssot.workspace.tree;

import dev.ssot.workspace.tree.PathChange.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a worktree, or a part of it, held at one moment.
 *
 * @param ignoreRules a SHA-256 over the rules by which git's ignored files were left out; empty without git. Another
 *     one says that what was left out may differ as well.
 * @param entries ordered by path
 */
public record Manifest(Method method, String ignoreRules, List<TreeEntry> entries) {

    private static final Comparator<TreeEntry> BY_PATH = Comparator.comparing(TreeEntry::path);

    /** How it was decided what belongs to the worktree. */
    public enum Method {
        /** What git tracks, and what it does not track and does not ignore. */
        GIT,
        /** Everything: git does not manage the folder. */
        WALK
    }

    public Manifest {
        entries = entries.stream().sorted(BY_PATH).toList();
    }

    public Optional<TreeEntry> entry(String path) {
        int at = Collections.binarySearch(entries, new TreeEntry(path, TreeEntry.Mode.FILE, 0, "", 0), BY_PATH);
        return at < 0 ? Optional.empty() : Optional.of(entries.get(at));
    }

    /** The SHA-256 of all paths, modes and contents: equal for equal trees. */
    public String treeSha256() {
        return Contents.sha256(bytes(entries));
    }

    /** Where the later manifest differs, ordered by path. */
    public static List<PathChange> diff(Manifest before, Manifest after) {
        List<PathChange> changes = new ArrayList<>();
        int b = 0;
        int a = 0;
        while (b < before.entries.size() || a < after.entries.size()) {
            TreeEntry old = b < before.entries.size() ? before.entries.get(b) : null;
            TreeEntry now = a < after.entries.size() ? after.entries.get(a) : null;
            int order = old == null ? 1 : now == null ? -1 : BY_PATH.compare(old, now);
            if (order < 0 && old != null) {
                changes.add(new PathChange(old.path(), Kind.REMOVED));
            } else if (order > 0 && now != null) {
                changes.add(new PathChange(now.path(), Kind.ADDED));
            } else if (now != null && !now.equals(old)) {
                changes.add(new PathChange(now.path(), Kind.MODIFIED));
            }
            b += order <= 0 ? 1 : 0;
            a += order >= 0 ? 1 : 0;
        }
        return List.copyOf(changes);
    }

    /** Its durable form; {@link #parse} reads it. */
    public byte[] bytes() {
        byte[] head = "ssot-manifest 1 %s %s\0"
                .formatted(method, ignoreRules.isEmpty() ? "-" : ignoreRules)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] body = bytes(entries);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    private static byte[] bytes(List<TreeEntry> entries) {
        StringBuilder text = new StringBuilder();
        for (TreeEntry entry : entries) {
            text.append(entry.mode())
                    .append(' ')
                    .append(Integer.toOctalString(entry.permissions()))
                    .append(' ');
            text.append(entry.sha256().isEmpty() ? "-" : entry.sha256())
                    .append(' ')
                    .append(entry.size());
            text.append(' ').append(entry.path()).append('\0');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException for what {@link #bytes} did not make */
    public static Manifest parse(byte[] bytes) {
        String[] records = new String(bytes, StandardCharsets.UTF_8).split("\0");
        String[] head = records[0].split(" ");
        if (head.length != 4 || !records[0].startsWith("ssot-manifest 1 ")) {
            throw new IllegalArgumentException("no manifest of version 1");
        }
        List<TreeEntry> entries = new ArrayList<>(records.length - 1);
        for (String line : List.of(records).subList(1, records.length)) {
            String[] parts = line.split(" ", 5);
            if (parts.length != 5) {
                throw new IllegalArgumentException("a manifest with a broken entry: " + line);
            }
            entries.add(new TreeEntry(
                    parts[4],
                    TreeEntry.Mode.valueOf(parts[0]),
                    Integer.parseInt(parts[1], 8),
                    absent(parts[2]),
                    Long.parseLong(parts[3])));
        }
        return new Manifest(Method.valueOf(head[2]), absent(head[3]), entries);
    }

    private static String absent(String text) {
        return text.equals("-") ? "" : text;
    }
}

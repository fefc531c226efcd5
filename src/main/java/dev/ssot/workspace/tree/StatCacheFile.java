package dev.ssot.workspace.tree;

import dev.ssot.workspace.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/** The file of a {@link StatCache}. It only saves work: one that cannot be read or written is done without. */
final class StatCacheFile {

    private static final int MAGIC = 0x73737463;
    private static final int VERSION = 1;
    private static final long MAX_BYTES = 512L << 20;
    private static final int HASH_BYTES = 32;
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    private final Path file;

    StatCacheFile(Path file) {
        this.file = file;
    }

    Map<String, StatCache.Known> read() {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Map.of();
            }
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length - CHECKSUM_BYTES;
            return end > 0 && ByteBuffer.wrap(bytes, end, CHECKSUM_BYTES).getInt() == checksum(bytes, end)
                    ? parse(new DataInputStream(new ByteArrayInputStream(bytes, 0, end)))
                    : Map.of();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Map.of();
        }
    }

    /** Only where the folder is: looking at a worktree creates nothing. */
    void write(Map<String, StatCache.Known> known) {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            print(known, new DataOutputStream(bytes));
            byte[] content = bytes.toByteArray();
            new DataOutputStream(bytes).writeInt(checksum(content, content.length));
            AtomicFile.write(file, bytes.toByteArray(), UUID.randomUUID().toString(), AtomicFile.Access.OWNER_ONLY);
        } catch (IOException unwritable) {
            // The next capture works it out again.
            return;
        }
    }

    private static void print(Map<String, StatCache.Known> known, DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(known.size());
        for (Map.Entry<String, StatCache.Known> entry : known.entrySet()) {
            byte[] path = entry.getKey().getBytes(StandardCharsets.UTF_8);
            out.writeInt(path.length);
            out.write(path);
            FileStat stat = entry.getValue().stat();
            out.writeInt(stat.mode());
            for (long part : new long[] {stat.device(), stat.inode(), stat.size(), stat.modified(), stat.changed()}) {
                out.writeLong(part);
            }
            out.write(HexFormat.of().parseHex(entry.getValue().sha256()));
        }
    }

    private static Map<String, StatCache.Known> parse(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            return Map.of();
        }
        int size = in.readInt();
        Map<String, StatCache.Known> known = HashMap.newHashMap(Math.min(size, StatCache.MAX_FILES));
        for (int i = 0; i < size; i++) {
            String path = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            FileStat stat = new FileStat(
                    in.readInt(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
            known.put(path, new StatCache.Known(stat, HexFormat.of().formatHex(in.readNBytes(HASH_BYTES))));
        }
        return known;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}

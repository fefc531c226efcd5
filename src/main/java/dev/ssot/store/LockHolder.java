package dev.ssot.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.workspace.FileStamp;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a lock file says of the one who holds the registry, ours or the reference's.
 *
 * @param token empty when the file names none
 * @param expiresAt seconds since the epoch; after them the lock counts no longer
 * @param stamp together with the content, which file this was read from
 */
record LockHolder(String owner, String reason, String token, double expiresAt, FileStamp stamp, String content) {

    /** How long a lock counts from its creation, or from the last change of a file that does not say it. */
    static final long TTL_SECONDS = 300;

    private static final int MAX_BYTES = 64 * 1024;

    /** Empty when there is no lock file. */
    static Optional<LockHolder> read(Path lockFile) throws IOException {
        FileStamp stamp;
        byte[] bytes;
        try (InputStream in = Files.newInputStream(lockFile)) {
            stamp = FileStamp.of(lockFile);
            bytes = in.readNBytes(MAX_BYTES);
        } catch (NoSuchFileException free) {
            return Optional.empty();
        }
        JsonNode fields = parse(bytes);
        JsonNode expires = fields.path("expires_at_epoch");
        double expiresAt = expires.isNumber()
                ? expires.doubleValue()
                : epochSeconds(stamp.modifiedAt().toInstant()) + TTL_SECONDS;
        return Optional.of(new LockHolder(
                fields.path("owner").asText("unknown"),
                fields.path("reason").asText("unknown"),
                fields.path("token").asText(""),
                expiresAt,
                stamp,
                new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    /**
     * True when nobody can be hurt by taking the lock away: its time is over, or it is of one of our own processes on
     * this machine, and that process is gone.
     */
    boolean isStale(Instant now) {
        return expiresAt <= epochSeconds(now)
                || ProcessIdentity.parse(owner)
                        .filter(ProcessIdentity.self()::sameMachine)
                        .filter(process -> !process.isAlive())
                        .isPresent();
    }

    static double epochSeconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return StrictJson.read(bytes);
        } catch (InvalidJson unreadable) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}

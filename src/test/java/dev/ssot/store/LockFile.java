package dev.ssot.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Lock files as others leave them. */
final class LockFile {

    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** The pid of the first process is never given to another, but that one did not start then. */
    static final ProcessIdentity DEAD = new ProcessIdentity(
            ProcessIdentity.self().host(),
            ProcessIdentity.self().bootId(),
            ProcessIdentity.self().pidNamespace(),
            1,
            "never");

    private LockFile() {}

    static void write(Path file, String owner, Duration untilItExpires) {
        double now = LockHolder.epochSeconds(Instant.now());
        byte[] content = CanonicalJson.write(JsonNodeFactory.instance
                .objectNode()
                .put("target", "registry.json")
                .put("owner", owner)
                .put("pid", 1)
                .put("reason", "a test")
                .put("token", TOKEN)
                .put("created_at_epoch", now)
                .put("expires_at_epoch", now + untilItExpires.toSeconds()));
        try {
            Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static JsonNode read(Path file) {
        try {
            return StrictJson.read(Files.readAllBytes(file));
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}

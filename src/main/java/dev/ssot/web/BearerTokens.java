package dev.ssot.web;

import dev.ssot.operation.tool.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The tokens that callers prove themselves with, kept as digests only, and compared without telling by time. */
public final class BearerTokens {

    /** Of no token that anybody could present: it is longer than a digest. */
    private static final byte[] NONE = new byte[64];

    private final byte[] write;
    private final byte[] read;

    public BearerTokens(Optional<String> write, Optional<String> read) {
        this.write = write.map(BearerTokens::digest).orElse(NONE);
        this.read = read.map(BearerTokens::digest).orElse(NONE);
    }

    Optional<Role> role(String presented) {
        byte[] digest = digest(presented);
        boolean writes = MessageDigest.isEqual(digest, write);
        boolean reads = MessageDigest.isEqual(digest, read);
        return writes ? Optional.of(Role.WRITE) : reads ? Optional.of(Role.READ) : Optional.empty();
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

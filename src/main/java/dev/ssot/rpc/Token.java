package dev.ssot.rpc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The secret of one daemon's life. It lies in the owner-only discovery file and never crosses the wire. */
public final class Token {

    static final int BYTES = 32;

    /** Of SHA-256. */
    private static final int BLOCK = 64;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Who proves that it knows the token. The two words differ so that no proof can be sent back as the other's. */
    enum Side {
        SERVER("server"),
        CLIENT("client");

        private final byte[] word;

        Side(String word) {
            this.word = word.getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final byte[] secret;

    private Token(byte[] secret) {
        this.secret = secret;
    }

    public static Token fresh() {
        return new Token(nonce());
    }

    public static Optional<Token> parse(String text) {
        return bytes(text).map(Token::new);
    }

    /** For the discovery file alone. */
    public String text() {
        return HexFormat.of().formatHex(secret);
    }

    static byte[] nonce() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Exactly {@link #BYTES} bytes in hexadecimal: a fixed length keeps what is proved unambiguous. */
    static Optional<byte[]> bytes(String hex) {
        if (hex.length() != 2 * BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    /** HMAC-SHA256 of the side's word, the other side's nonce and its own. */
    byte[] proof(Side side, byte[] theirs, byte[] own) {
        return hmac(side.word, theirs, own);
    }

    /**
     * RFC 2104, for a key shorter than a block. {@code javax.crypto.Mac} does the same, but its framework takes some
     * 50 ms to start, a quarter of what a front may spend on looking for a daemon inside a call.
     */
    byte[] hmac(byte[]... parts) {
        MessageDigest sha256 = sha256();
        sha256.update(paddedKey(0x36));
        for (byte[] part : parts) {
            sha256.update(part);
        }
        byte[] inner = sha256.digest();
        sha256.update(paddedKey(0x5c));
        return sha256.digest(inner);
    }

    private byte[] paddedKey(int pad) {
        byte[] key = Arrays.copyOf(secret, BLOCK);
        for (int i = 0; i < key.length; i++) {
            key[i] ^= (byte) pad;
        }
        return key;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    /** Compares in constant time. */
    boolean proves(Side side, byte[] theirs, byte[] own, String proofHex) {
        return bytes(proofHex)
                .filter(proof -> MessageDigest.isEqual(proof, proof(side, theirs, own)))
                .isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && MessageDigest.isEqual(secret, token.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "Token[hidden]";
    }
}

package dev.ssot.rpc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of one daemon's life. It lies in the owner-only discovery file and never crosses the wire. */
public final class Token {

    static final int BYTES = 32;

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
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(side.word);
            mac.update(theirs);
            mac.update(own);
            return mac.doFinal();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java platform has HmacSHA256", absent);
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

package dev.ssot.workspace.tree;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Paths as text that leads back to exactly the same bytes. Names are UTF-8 and folders end with {@code /}; a byte that
 * is not UTF-8 is written as U+FFFD and two hex digits, and so is a U+FFFD itself. It does not depend on the locale.
 */
public final class PathText {

    private static final boolean BYTES = File.separatorChar == '/';
    private static final String MARK = "\uFFFD";
    private static final String ESCAPED_MARK = "\uFFFDEF\uFFFDBF\uFFFDBD";
    private static final int ESCAPE_LENGTH = 3;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathText() {}

    /** The text of a path; the same for a relative and an absolute one but for the slash in front. */
    public static String of(Path path) {
        String text = path.toString();
        if (!BYTES) {
            return text.replace('\\', '/');
        }
        return isAscii(text) ? text : decoded(bytes(path));
    }

    /** The relative path that the text was made of. */
    public static Path path(String text) {
        if (!BYTES || isAscii(text)) {
            return Path.of(text);
        }
        boolean absolute = text.startsWith("/");
        StringBuilder uri = new StringBuilder(absolute ? "file://" : "file:///");
        for (byte b : encoded(text)) {
            if (b == '/' || b >= 'a' && b <= 'z') {
                uri.append((char) b);
            } else {
                uri.append('%').append(HEX.toHexDigits(b));
            }
        }
        Path path = Path.of(URI.create(uri.toString()));
        return absolute ? path : path.subpath(0, path.getNameCount());
    }

    /** The bytes of the path as the system has them. */
    static byte[] bytes(Path path) {
        String text = path.toString();
        if (!BYTES || isAscii(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        // The only view of a path that shows its bytes.
        String raw = Path.of("/").resolve(path).toUri().getRawPath();
        int end = raw.length() > 1 && raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return unescaped(raw.substring(path.isAbsolute() ? 0 : 1, end));
    }

    private static byte[] unescaped(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StringBuilder text = new StringBuilder(bytes.length);
        while (in.hasRemaining()) {
            CharBuffer out = CharBuffer.allocate(in.remaining());
            CoderResult result = decoder.reset().decode(in, out, true);
            text.append(out.flip().toString().replace(MARK, ESCAPED_MARK));
            for (int i = 0; result.isError() && i < result.length(); i++) {
                text.append(MARK).append(HEX.toHexDigits(in.get()));
            }
        }
        return text.toString();
    }

    private static byte[] encoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int from = 0;
        for (int mark = text.indexOf(MARK); mark >= 0; mark = text.indexOf(MARK, from)) {
            bytes.writeBytes(text.substring(from, mark).getBytes(StandardCharsets.UTF_8));
            from = mark + ESCAPE_LENGTH;
            if (from > text.length()) {
                throw new InvalidPathException(text, "two hex digits have to follow U+FFFD", mark);
            }
            bytes.write(HexFormat.fromHexDigits(text, mark + 1, from));
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}

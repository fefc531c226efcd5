package dev.ssot.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines of bytes from a stream. A line above the limit is skipped to its end, never held. */
final class BoundedLines {

    /** What comes next on the stream. */
    sealed interface Next {

        record Line(byte[] bytes) implements Next {}

        record TooLong() implements Next {}

        record End() implements Next {}
    }

    private static final int CHUNK = 8192;

    private final InputStream in;
    private final int limit;
    private final byte[] chunk = new byte[CHUNK];
    private int position;
    private int filled;

    BoundedLines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    Next next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean empty = true;
        while (position < filled || fill()) {
            empty = false;
            int end = lineEnd();
            int length = end - position;
            if (tooLong || line.size() + length > limit) {
                tooLong = true;
                line.reset();
            } else {
                line.write(chunk, position, length);
            }
            boolean complete = end < filled;
            position = complete ? end + 1 : filled;
            if (complete) {
                return tooLong ? new Next.TooLong() : new Next.Line(line.toByteArray());
            }
        }
        if (empty) {
            return new Next.End();
        }
        return tooLong ? new Next.TooLong() : new Next.Line(line.toByteArray());
    }

    private int lineEnd() {
        int end = position;
        while (end < filled && chunk[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(in.read(chunk), 0);
        return filled > 0;
    }
}

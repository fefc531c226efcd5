package dev.ssot.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines of bounded length. Owned by one thread at a time; whoever hands it on has taken what it
 * wants out of the last line first, because the next read reuses the buffer.
 */
final class FrameReader {

    /** What came next on the stream. */
    sealed interface Frame {

        /** A line without its LF, valid until the next read. */
        @SuppressWarnings("ArrayRecordComponent") // a view for immediate use: never compared, never kept
        record Line(byte[] buffer, int start, int length) implements Frame {}

        /** More bytes than the limit without LF. The stream cannot be used any further. */
        record TooLarge(int limit) implements Frame {}

        /** The peer has finished. An unfinished last line is dropped: a request without its LF was never sent. */
        record End() implements Frame {}
    }

    private static final int USUAL = 8 << 10;
    private static final int KEEP_AT_MOST = 64 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[USUAL];
    private int start;
    private int end;

    FrameReader(InputStream in) {
        this.in = in;
    }

    /** The next line that is not blank. */
    Frame next(int limit) throws IOException {
        int scanned = 0;
        while (true) {
            int length = lineLength(scanned);
            if (length > limit || (length < 0 && end - start > limit)) {
                return new Frame.TooLarge(limit);
            }
            if (length >= 0) {
                Frame.Line line = new Frame.Line(buffer, start, length);
                start += length + 1;
                scanned = 0;
                if (!blank(line)) {
                    return line;
                }
            } else {
                scanned = end - start;
                if (!fill(limit)) {
                    return new Frame.End();
                }
            }
        }
    }

    /** Reads and forgets, so that closing does not reset the connection before the peer has read our last line. */
    void discard(long atMost) throws IOException {
        long left = atMost;
        int n = 0;
        while (left > 0 && n >= 0) {
            n = in.read(buffer, 0, buffer.length);
            left -= n;
        }
    }

    private int lineLength(int scanned) {
        for (int i = start + scanned; i < end; i++) {
            if (buffer[i] == '\n') {
                return i - start;
            }
        }
        return -1;
    }

    private boolean fill(int limit) throws IOException {
        makeRoom(limit);
        int n = in.read(buffer, end, buffer.length - end);
        if (n < 0) {
            return false;
        }
        end += n;
        return true;
    }

    private void makeRoom(int limit) {
        if (start == end) {
            start = 0;
            end = 0;
            if (buffer.length > KEEP_AT_MOST) {
                buffer = new byte[USUAL];
            }
        } else if (end == buffer.length && start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(end + 1, Math.min(2 * end, limit + 1)));
        }
    }

    private static boolean blank(Frame.Line line) {
        for (int i = line.start(); i < line.start() + line.length(); i++) {
            byte b = line.buffer()[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}

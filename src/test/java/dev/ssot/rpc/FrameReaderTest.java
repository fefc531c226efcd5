package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.rpc.FrameReader.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    @Test
    void an_unfinished_last_line_is_dropped() throws IOException {
        assertThat(lines("one\ntwo", 10, new Random(1))).containsExactly("one", "END");
    }

    @Test
    void a_line_at_the_limit_passes_and_one_above_does_not() throws IOException {
        assertThat(lines("1234\n12345\n", 4, new Random(1))).containsExactly("1234", "TOO LARGE");
        assertThat(lines("12345", 4, new Random(1))).containsExactly("TOO LARGE");
    }

    @Test
    void lines_of_any_length_come_out_whole_however_they_are_split() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> sent = new ArrayList<>();
        StringBuilder wire = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String line = "x".repeat(1 + random.nextInt(random.nextInt(10) == 0 ? 200_000 : 50)) + i;
            sent.add(line);
            wire.append(line).append(random.nextBoolean() ? "\n" : "\n \n\n");
        }
        sent.add("END");
        assertThat(lines(wire.toString(), 1 << 20, random)).as("seed %d", seed).isEqualTo(sent);
    }

    private static List<String> lines(String wire, int limit, Random random) throws IOException {
        FrameReader reader = new FrameReader(split(wire.getBytes(StandardCharsets.UTF_8), random));
        List<String> lines = new ArrayList<>();
        while (true) {
            switch (reader.next(limit)) {
                case Frame.End() -> {
                    lines.add("END");
                    return lines;
                }
                case Frame.TooLarge(int _) -> {
                    lines.add("TOO LARGE");
                    return lines;
                }
                case Frame.Line line ->
                    lines.add(new String(line.buffer(), line.start(), line.length(), StandardCharsets.UTF_8));
            }
        }
    }

    private static InputStream split(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(20_000)));
            }
        };
    }
}

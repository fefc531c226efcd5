package dev.ssot.registry.export;

import dev.ssot.registry.Section;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The graph as an image of pixels. Drawn and encoded here, because the JDK's own drawing needs fonts of the system,
 * which servers and containers often lack.
 */
public final class PngPicture {

    /** More would not be looked at by anybody, and not be opened by most programs. */
    private static final long MAX_PIXELS = 100_000_000;

    private static final byte TEXT = 1;
    private static final byte LINE = 2;
    private static final byte FRAME = 3;
    private static final byte FIRST_KIND = 4;

    /** The colours before those of the kinds; the first is the ground. */
    private static final int[] FIXED = {0xFFFFFF, 0x000000, 0xC4C4C4, 0x666666};

    private final int width;
    private final int height;
    private final byte[] pixels;

    private PngPicture(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new byte[width * height];
    }

    /** Empty when the graph is too large for an image. */
    public static Optional<byte[]> of(RegistryGraph graph) {
        GraphLayout layout = GraphLayout.of(graph);
        if ((long) layout.width() * layout.height() > MAX_PIXELS) {
            return Optional.empty();
        }
        PngPicture picture = new PngPicture(layout.width(), layout.height());
        layout.lines().forEach(picture::draw);
        layout.boxes().values().forEach(picture::draw);
        return Optional.of(picture.encoded());
    }

    private void draw(GraphLayout.Line line) {
        int steps = Math.max(Math.abs(line.toX() - line.fromX()), Math.abs(line.toY() - line.fromY()));
        for (int i = 0; i <= steps; i++) {
            long along = steps == 0 ? 0 : i;
            int x = line.fromX() + (int) ((line.toX() - line.fromX()) * along / Math.max(steps, 1));
            int y = line.fromY() + (int) ((line.toY() - line.fromY()) * along / Math.max(steps, 1));
            pixels[y * width + x] = LINE;
        }
        dot(line.toX(), line.toY());
    }

    /** Marks the end of a line that an arrow would point to. */
    private void dot(int centreX, int centreY) {
        for (int y = centreY - 2; y <= centreY + 2; y++) {
            Arrays.fill(pixels, y * width + centreX - 2, y * width + centreX + 3, FRAME);
        }
    }

    private void draw(GraphLayout.Box box) {
        byte kind = (byte) (FIRST_KIND + box.kind().ordinal());
        for (int y = 0; y < GraphLayout.BOX_HEIGHT; y++) {
            boolean edge = y == 0 || y == GraphLayout.BOX_HEIGHT - 1;
            int start = (box.y() + y) * width + box.x();
            Arrays.fill(pixels, start, start + box.width(), edge ? FRAME : kind);
            pixels[start] = FRAME;
            pixels[start + box.width() - 1] = FRAME;
        }
        int[] characters = box.id().codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            draw(PixelFont.glyph(characters[i]), box.x() + (i + 1) * GraphLayout.CHARACTER, box.y() + 3);
        }
    }

    private void draw(PixelFont.Glyph glyph, int x, int y) {
        for (int row = 0; row < PixelFont.HEIGHT; row++) {
            for (int column = 0; column < PixelFont.WIDTH; column++) {
                if (glyph.isSet(row, column)) {
                    pixels[(y + row) * width + x + column] = TEXT;
                }
            }
        }
    }

    /** As RFC 2083 has it: one byte a pixel, each an index into the palette. */
    private byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 3)
                .array();
        chunk(out, "IHDR", header);
        ByteBuffer palette = ByteBuffer.allocate(3 * (FIXED.length + Section.values().length));
        Arrays.stream(FIXED).forEach(colour -> putColour(palette, colour));
        for (Section kind : Section.values()) {
            putColour(palette, SvgPicture.colour(kind));
        }
        chunk(out, "PLTE", palette.array());
        chunk(out, "IDAT", deflated());
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void putColour(ByteBuffer palette, int colour) {
        palette.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
    }

    private byte[] deflated() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        byte[] noFilter = {0};
        try (Deflater deflater = new Deflater()) {
            for (int y = 0; y < height; y++) {
                feed(deflater, noFilter, 0, 1, out, buffer);
                feed(deflater, pixels, y * width, width, out, buffer);
            }
            deflater.finish();
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return out.toByteArray();
    }

    private static void feed(
            Deflater deflater, byte[] bytes, int start, int length, ByteArrayOutputStream out, byte[] buffer) {
        deflater.setInput(bytes, start, length);
        while (!deflater.needsInput()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}

package dev.ssot.registry.export;

import java.util.HashMap;
import java.util.Map;

/** The letters of ids as dots, five wide and nine high, the lowest two for what hangs below the line. */
final class PixelFont {

    static final int WIDTH = 5;
    static final int HEIGHT = 9;

    /** A digit to the base 32 for each row of dots, the leftmost dot its highest bit. */
    private static final String DRAWN = """
            a00e1fhf00 bggmphhu00 c00egghe00 d11djhhf00 e00ehvge00 f698s88800 g00fhhhf1e hggmphhh00 i40c444e00
            j2062222ic kggikoki00 lc44444e00 m00qllll00 n00mphhh00 o00ehhhe00 p00uhhhugg q00fhhhf11 r00mpggg00
            s00fge1u00 t88s889600 u00hhhjd00 v00hhha400 w00hhlla00 x00ha4ah00 y00hhhhf1e z00v248v00
            0ehjlphe00 14c4444e00 2eh1248v00 3v2421he00 426aiv2200 5vgu11he00 668guhhe00 7v12488800 8ehhehhe00
            9ehhf12c00 .00000cc00 :0cc0cc000 -000v00000 _0000000v0
            """;

    private static final Glyph UNKNOWN = new Glyph("vhhhhhv00");
    private static final Map<Integer, Glyph> GLYPHS = new HashMap<>();

    static {
        for (String drawn : DRAWN.strip().split("\\s+")) {
            GLYPHS.put((int) drawn.charAt(0), new Glyph(drawn.substring(1)));
        }
    }

    private PixelFont() {}

    static Glyph glyph(int character) {
        return GLYPHS.getOrDefault(Character.toLowerCase(character), UNKNOWN);
    }

    /** One letter. */
    record Glyph(String rows) {

        boolean isSet(int row, int column) {
            return (Character.digit(rows.charAt(row), 32) >> (WIDTH - 1 - column) & 1) == 1;
        }
    }
}

package dev.ssot.registry.export;

import dev.ssot.registry.Section;

/** The graph as a vector picture. */
public final class SvgPicture {

    private SvgPicture() {}

    public static String of(RegistryGraph graph) {
        GraphLayout layout = GraphLayout.of(graph);
        StringBuilder out = new StringBuilder();
        out.append("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">
                <style>text{font:10px monospace}path{fill:none;stroke:#999;stroke-opacity:.5;marker-end:url(#to)}rect{stroke:#666}</style>
                <marker id="to" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="6" markerHeight="6" orient="auto"><polygon points="0,0 6,3 0,6" fill="#999"/></marker>
                <rect width="100%%" height="100%%" fill="#fff" stroke="none"/>
                """.formatted(layout.width(), layout.height(), layout.width(), layout.height()));
        for (GraphLayout.Line line : layout.lines()) {
            int middle = (line.fromX() + line.toX()) / 2;
            out.append("<path d=\"M%d %dC%d %d %d %d %d %d\"><title>%s</title></path>\n"
                    .formatted(
                            line.fromX(),
                            line.fromY(),
                            middle,
                            line.fromY(),
                            middle,
                            line.toY(),
                            line.toX(),
                            line.toY(),
                            line.type()));
        }
        for (GraphLayout.Box box : layout.boxes().values()) {
            out.append(
                    "<g><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" fill=\"#%06x\"/>"
                            .formatted(
                                    box.kind().label(),
                                    box.x(),
                                    box.y(),
                                    box.width(),
                                    GraphLayout.BOX_HEIGHT,
                                    colour(box.kind())));
            out.append("<text x=\"%d\" y=\"%d\">%s</text></g>\n"
                    .formatted(box.x() + GraphLayout.CHARACTER, box.y() + 11, escaped(box.id())));
        }
        return out.append("</svg>\n").toString();
    }

    /** Red, green and blue of a kind's boxes, the same in every picture. */
    static int colour(Section kind) {
        return switch (kind) {
            case FEATURES -> 0xCFE2F3;
            case PROFILES -> 0xD9D2E9;
            case TESTS -> 0xD9EAD3;
            case CLAIMS -> 0xFFF2CC;
            case EVIDENCE -> 0xFCE5CD;
            case ISSUES -> 0xF4CCCC;
            case RISKS -> 0xEAD1DC;
            case BOUNDARIES -> 0xD0E0E3;
            case RELEASES -> 0xC9DAF8;
            case ADRS -> 0xEFEFEF;
            case SPECS -> 0xE2E2E2;
        };
    }

    /** Characters that XML cannot hold are shown as unknown ones. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                default -> out.appendCodePoint(c < 0x20 || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
            }
        });
        return out.toString();
    }
}

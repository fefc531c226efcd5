package dev.ssot.registry.export;

import dev.ssot.registry.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each node of a graph stands in a picture: kinds from left to right, as one leads to the next, each in as many
 * columns as keep the picture about as high as wide.
 */
record GraphLayout(int width, int height, Map<String, Box> boxes, List<Line> lines) {

    /** Size of a character cell. */
    static final int CHARACTER = 6;

    static final int BOX_HEIGHT = 14;

    private static final int ROW = 20;
    private static final int GAP = 60;
    private static final int MARGIN = 20;

    private static final List<Section> ORDER = List.of(
            Section.RELEASES,
            Section.BOUNDARIES,
            Section.PROFILES,
            Section.ADRS,
            Section.SPECS,
            Section.FEATURES,
            Section.CLAIMS,
            Section.TESTS,
            Section.EVIDENCE,
            Section.ISSUES,
            Section.RISKS);

    /** A node with its place. */
    record Box(String id, Section kind, int x, int y, int width) {

        int middle() {
            return y + BOX_HEIGHT / 2;
        }
    }

    /** An edge with its place, from the side of one box to that of another. */
    record Line(String type, int fromX, int fromY, int toX, int toY) {}

    static GraphLayout of(RegistryGraph graph) {
        int rows = rows(graph);
        Map<String, Box> boxes = new LinkedHashMap<>();
        int x = MARGIN;
        for (Section kind : ORDER) {
            List<String> ids = graph.nodes().stream()
                    .filter(node -> node.kind() == kind)
                    .map(RegistryGraph.Node::id)
                    .toList();
            for (int start = 0; start < ids.size(); start += rows) {
                List<String> column = ids.subList(start, Math.min(ids.size(), start + rows));
                int width =
                        column.stream().mapToInt(GraphLayout::textWidth).max().orElse(0) + 2 * CHARACTER;
                for (int row = 0; row < column.size(); row++) {
                    String id = column.get(row);
                    boxes.put(id, new Box(id, kind, x, MARGIN + row * ROW, width));
                }
                x += width + GAP;
            }
        }
        int used = boxes.values().stream().mapToInt(Box::y).max().orElse(0) + ROW + MARGIN;
        return new GraphLayout(Math.max(x - GAP, 0) + MARGIN, used, boxes, lines(graph, boxes));
    }

    private static List<Line> lines(RegistryGraph graph, Map<String, Box> boxes) {
        List<Line> lines = new ArrayList<>();
        for (RegistryGraph.Edge edge : graph.edges()) {
            Box from = boxes.get(edge.from());
            Box to = boxes.get(edge.to());
            if (from != null && to != null) {
                boolean rightwards = from.x() <= to.x();
                lines.add(new Line(
                        edge.type(),
                        rightwards ? from.x() + from.width() : from.x(),
                        from.middle(),
                        rightwards && from.x() != to.x() ? to.x() : to.x() + to.width(),
                        to.middle()));
            }
        }
        return lines;
    }

    private static int rows(RegistryGraph graph) {
        long area = graph.nodes().stream()
                .mapToLong(node -> (long) ROW * (textWidth(node.id()) + GAP))
                .sum();
        return Math.max(8, (int) (Math.sqrt(area) / ROW));
    }

    private static int textWidth(String text) {
        return CHARACTER * text.codePointCount(0, text.length());
    }
}

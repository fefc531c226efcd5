package dev.ssot.contract.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path below the project's folder
 */
record Page(String path, List<String> lines) {

    /** Folders that hold no page of the project's own. */
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "src");

    private static final int DEEPEST = 6;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?: \"[^\"]*\")?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern FENCE = Pattern.compile("^\\s*```.*");

    /** A piece of a page, with the number of its line. */
    record Piece(int line, String text) {}

    /** Every Markdown page of a project. */
    static List<Page> all(Path root) throws IOException {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> files = Files.find(
                root, DEEPEST, (path, attributes) -> attributes.isRegularFile() && isPage(root.relativize(path)))) {
            for (Path file : files.sorted().toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                pages.add(new Page(path, Files.readAllLines(file)));
            }
        }
        return pages;
    }

    private static boolean isPage(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".") || NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return path.toString().endsWith(".md");
    }

    /** Where links lead, as they are written. */
    List<Piece> links() {
        List<Piece> links = new ArrayList<>();
        boolean code = false;
        for (int i = 0; i < lines.size(); i++) {
            code ^= FENCE.matcher(lines.get(i)).matches();
            String text = code ? "" : CODE.matcher(lines.get(i)).replaceAll("``");
            add(links, i + 1, LINK.matcher(text).results());
        }
        return links;
    }

    /** What is written as code: between backticks, or a line of a block. */
    List<Piece> code() {
        List<Piece> pieces = new ArrayList<>();
        boolean code = false;
        for (int i = 0; i < lines.size(); i++) {
            if (FENCE.matcher(lines.get(i)).matches()) {
                code = !code;
            } else if (code) {
                pieces.add(new Piece(i + 1, lines.get(i).strip()));
            } else {
                add(pieces, i + 1, CODE.matcher(lines.get(i)).results());
            }
        }
        return pieces;
    }

    private static void add(List<Piece> pieces, int line, Stream<MatchResult> found) {
        found.forEach(match -> pieces.add(new Piece(line, match.group(1))));
    }
}

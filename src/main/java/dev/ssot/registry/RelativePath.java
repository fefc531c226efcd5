package dev.ssot.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of a path that a row names. What links on the way point to is the repository's files to say. */
public final class RelativePath {

    private static final Pattern ABSOLUTE = Pattern.compile("^(/|\\\\|[A-Za-z]:)");

    private RelativePath() {}

    /** The path without empty parts and dots, dots that go up resolved; empty when it leaves the repository. */
    public static Optional<String> inside(String path) {
        if (ABSOLUTE.matcher(path).find()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.replace('\\', '/').split("/")) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (parts.isEmpty()) {
                        return Optional.empty();
                    }
                    parts.removeLast();
                }
                default -> parts.add(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    /** Git's own files, in any case of letters: some file systems do not tell them apart. */
    public static boolean isGitInternal(String path) {
        return Stream.of(path.split("/"))
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).equals(".git"));
    }

    /** Without empty parts and single dots. */
    public static String tidy(String path) {
        return Stream.of(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .collect(Collectors.joining("/"));
    }

    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder that holds it; empty text for the repository itself. */
    public static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Below the folder, or the folder itself. */
    public static boolean isBelow(String path, String folder) {
        return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }
}

package dev.ssot.campaign;

import dev.ssot.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rules for repository-relative paths, by their text alone. What links point to is the worktree's to say. */
public final class RepoPath {

    private static final Set<String> FORBIDDEN_FILES = Set.of(Registry.PATH, Registry.PATH + ".lock");
    private static final List<String> FORBIDDEN_FOLDERS = List.of(".git", ".ssot/control");

    /** What a worker must never write, as shown to it. */
    public static final List<String> FORBIDDEN =
            List.of(".git/**", Registry.PATH, Registry.PATH + ".lock", ".ssot/control/**");

    private RepoPath() {}

    /** The path with {@code /} between its parts and no dots in it; empty when it leaves the repository. */
    public static Optional<String> normalize(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.strip().replace('\\', '/').split("/")) {
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

    /** True for git's and our own files, in any case of letters: some file systems do not tell them apart. */
    public static boolean isForbidden(String normalized) {
        String folded = normalized.toLowerCase(Locale.ROOT);
        return FORBIDDEN_FILES.contains(folded)
                || FORBIDDEN_FOLDERS.stream().anyMatch(folder -> isUnder(folded, folder))
                || folded.endsWith("/.git")
                || folded.contains("/.git/");
    }

    /** True for what may be written beside git's and our own files; the repository itself is no file. */
    public static boolean mayBeWritten(String normalized) {
        return !normalized.isEmpty() && !isForbidden(normalized);
    }

    /** True when {@code path} is {@code root} or lies below it. */
    public static boolean isUnder(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    public static boolean isUnderAny(String path, List<String> roots) {
        return roots.stream().anyMatch(root -> isUnder(path, root));
    }
}

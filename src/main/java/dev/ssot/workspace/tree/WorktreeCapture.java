package dev.ssot.workspace.tree;

import dev.ssot.workspace.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a worktree and says what it holds: untracked files included, ignored ones, git's and our own left out, links
 * not followed. It only reads, and remembers what it hashed. For any number of threads.
 */
public final class WorktreeCapture {

    /** Captures of any depth share these few threads; the rest of the machine is for those who work. */
    private static final int MOST_THREADS = 4;

    private static final Path CACHE = Path.of(".ssot", "control", "worktree-stats");

    private final Path root;
    private final GitRepository git;
    private final StatCache cache;

    private WorktreeCapture(Path root, GitRepository git) {
        this.root = root;
        this.git = git;
        this.cache = new StatCache(root.resolve(CACHE));
    }

    public static WorktreeCapture of(Path canonicalRoot, GitRepository git) {
        return new WorktreeCapture(canonicalRoot, git);
    }

    /** Looks at everything. */
    public Manifest capture() throws IOException {
        return capture(Set.of(""), Set.of());
    }

    /**
     * Looks at parts of the worktree.
     *
     * @param roots files and folders by their paths from the root; the root itself is the empty one. What stands behind
     *     a link, or is not there, is nothing.
     */
    public Manifest capture(Collection<String> roots) throws IOException {
        return capture(roots, Set.of());
    }

    /**
     * Looks at parts of the worktree, and at some files whatever git thinks of them.
     *
     * @param known files that count even if git ignores them by now, such as those of an earlier manifest
     */
    public Manifest capture(Collection<String> roots, Collection<String> known) throws IOException {
        cache.load();
        Ignored ignored = Ignored.in(root, git);
        IgnoreRules rules = ignored == null ? null : ignored.rules();
        SortedSet<String> outermost = outermost(roots);
        TreeMap<String, TreeEntry> entries = new TreeMap<>();
        walk(new WorktreeWalk(cache, ignored), outermost, rules, entries);
        walk(
                new WorktreeWalk(cache, null),
                known.stream()
                        .filter(path -> !entries.containsKey(path) && !isFolder(path))
                        .toList(),
                null,
                entries);
        if (outermost.contains("")) {
            cache.retain(entries.keySet());
        }
        cache.saveIfWorthwhile();
        return new Manifest(
                ignored == null ? Manifest.Method.WALK : Manifest.Method.GIT,
                rules == null ? "" : rules.sha256(),
                List.copyOf(entries.values()));
    }

    private boolean isFolder(String path) {
        return Files.isDirectory(root.resolve(PathText.path(path)), LinkOption.NOFOLLOW_LINKS);
    }

    private void walk(
            WorktreeWalk walk, Collection<String> paths, @Nullable IgnoreRules rules, Map<String, TreeEntry> entries)
            throws IOException {
        List<WorktreeWalk.Look> looks = new ArrayList<>();
        for (String path : paths) {
            WorktreeWalk.Spot spot = spot(path, walk, rules);
            if (spot != null) {
                looks.add(walk.new Look(spot));
            }
        }
        run(looks);
        walk.found().forEach(entry -> entries.put(entry.path(), entry));
    }

    private static void run(List<WorktreeWalk.Look> looks) throws IOException {
        if (looks.isEmpty()) {
            return;
        }
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            pool.submit(() -> WorktreeWalk.Look.invokeAll(looks)).join();
        } catch (RuntimeException failure) {
            for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException unreadable) {
                    throw unreadable;
                }
            }
            throw failure;
        }
    }

    /** Goes down to the path as a walk would; null when it leads through a link or to what is left out. */
    private WorktreeWalk.@Nullable Spot spot(String path, WorktreeWalk walk, @Nullable IgnoreRules rules)
            throws IOException {
        WorktreeWalk.Spot spot = new WorktreeWalk.Spot(root, "", rules, false);
        if (path.isEmpty()) {
            return spot;
        }
        for (Path name : PathText.path(path)) {
            if (!Files.isDirectory(spot.file(), LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            String text = PathText.of(name);
            Path file = spot.file().resolve(name);
            String here = spot.path().isEmpty() ? text : spot.path() + "/" + text;
            if (OwnFiles.includes(here, text)) {
                return null;
            }
            spot = walk.step(spot, file, here);
            if (spot == null) {
                return null;
            }
        }
        return spot;
    }

    /** Those that are inside no other. */
    private static SortedSet<String> outermost(Collection<String> roots) {
        Set<String> all = roots.stream().map(WorktreeCapture::normalized).collect(Collectors.toSet());
        return all.stream()
                .filter(path -> all.stream().noneMatch(other -> !other.equals(path) && isBelow(path, other)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isBelow(String path, String folder) {
        return folder.isEmpty() || path.startsWith(folder + "/");
    }

    /**
     * A path from the root in the form that manifests have; the root itself is empty.
     *
     * @throws IllegalArgumentException when it leads elsewhere or is no path
     */
    public static String normalized(String path) {
        Path relative = PathText.path(path).normalize();
        if (relative.isAbsolute() || relative.startsWith("..")) {
            throw new IllegalArgumentException("not below the root: " + path);
        }
        return PathText.of(relative);
    }
}

package dev.ssot.store;

import dev.ssot.campaign.RepoPath;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.trace.FileImage;
import dev.ssot.store.Intent.FileStep;
import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.Failpoint;
import dev.ssot.workspace.WorktreeFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that change along with the registry. Their new contents are durable beside them before the registry is
 * renamed, and come to their places after it; the intent's list says how to finish or to undo that.
 */
final class CompanionFiles {

    /** Equal to no hash: something is there that is no regular file. */
    private static final String NO_FILE = "no regular file";

    private final Path root;
    private final WorktreeFiles worktree;

    /** @param root with every link resolved */
    CompanionFiles(Path root) {
        this.root = root;
        this.worktree = new WorktreeFiles(root);
    }

    /** What looking at the changes led to. */
    sealed interface Plan {

        /** @param images of the files that nothing else makes anew */
        record Possible(List<FileStep> steps, List<FileImage> images) implements Plan {}

        record Refused(String message) implements Plan {}
    }

    /** Looks at the places as they are now and changes nothing. */
    Plan plan(List<FileChange> changes) throws IOException {
        List<FileStep> steps = new ArrayList<>();
        List<FileImage> images = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        Set<String> folders = new HashSet<>();
        for (FileChange change : changes) {
            Optional<String> path = allowed(change.path());
            if (path.isEmpty()) {
                return new Plan.Refused(
                        "%s does not change along with the registry: it lies outside the repository or belongs to git or to the registry's own files"
                                .formatted(change.path()));
            }
            if (!paths.add(path.get())) {
                throw new IllegalStateException("a mutation changes a file twice: " + path.get());
            }
            Path target = root.resolve(path.get());
            if (NO_FILE.equals(state(target))) {
                return new Plan.Refused(
                        "%s does not change along with the registry: it is no regular file".formatted(change.path()));
            }
            byte[] content = content(target);
            String before = content == null ? null : CanonicalJson.hash(content);
            image(path.get(), content, change).ifPresent(images::add);
            steps.add(
                    switch (change) {
                        case FileChange.Put(String _, byte[] bytes, boolean _) ->
                            new FileStep(path.get(), before, CanonicalJson.hash(bytes), missing(path.get(), folders));
                        case FileChange.Delete _ -> new FileStep(path.get(), before, null, List.of());
                    });
        }
        return new Plan.Possible(steps, images);
    }

    /** Makes the new contents durable beside their places; what was made is undone by {@link #drop}. */
    void stage(Intent intent, List<FileChange> changes) throws IOException {
        Set<Path> changed = new LinkedHashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof FileChange.Put(String _, byte[] bytes, boolean _)) {
                FileStep step = intent.files().get(i);
                Path target = root.resolve(step.path());
                for (String folder : step.newFolders()) {
                    Path created = root.resolve(folder);
                    Files.createDirectories(created);
                    changed.add(created.getParent());
                }
                // Closing it would remove it: it has to outlive us.
                var _ = AtomicFile.stage(target, bytes, intent.intentId(), AtomicFile.Access.AS_BEFORE);
                changed.add(target.getParent());
            }
        }
        for (Path folder : changed) {
            AtomicFile.syncDirectory(folder);
        }
    }

    /** Whether nobody has changed one of the files since the plan was made. */
    boolean areAsPlanned(Intent intent) throws IOException {
        for (FileStep step : intent.files()) {
            if (!isAllowed(step) || !Objects.equals(state(root.resolve(step.path())), step.before())) {
                return false;
            }
        }
        return true;
    }

    /** Whether every new content is complete, in its place or beside it. */
    boolean areStaged(Intent intent) throws IOException {
        for (FileStep step : intent.files()) {
            Path target = root.resolve(step.path());
            if (step.after() != null
                    && !step.after().equals(state(target))
                    && !step.after().equals(state(AtomicFile.temporaryOf(target, intent.intentId())))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Brings the new contents to their places, or goes on with that after a crash. A file that is neither as it was
     * when the write was announced nor gone was changed by somebody after us, and their work is not ours to destroy.
     *
     * @return the files that were left as somebody else made them
     */
    List<String> apply(Intent intent) throws IOException {
        List<String> left = new ArrayList<>();
        Set<Path> changed = new LinkedHashSet<>();
        for (FileStep step : intent.files()) {
            Path target = root.resolve(step.path());
            if (!isAllowed(step) || !apply(intent, step, target)) {
                left.add(step.path());
            }
            changed.add(target.getParent());
            Failpoint.FILE_CHANGED.pass();
        }
        for (Path folder : changed) {
            if (Files.isDirectory(folder)) {
                AtomicFile.syncDirectory(folder);
            }
        }
        return left;
    }

    /** Removes what {@link #stage} made; complete or not. */
    void drop(Intent intent) throws IOException {
        for (FileStep step : intent.files()) {
            if (isAllowed(step)) {
                AtomicFile.discard(AtomicFile.temporaryOf(root.resolve(step.path()), intent.intentId()));
            }
        }
        for (FileStep step : intent.files().reversed()) {
            for (String folder : step.newFolders().reversed()) {
                removeIfEmpty(root.resolve(folder));
            }
        }
    }

    private static boolean apply(Intent intent, FileStep step, Path target) throws IOException {
        String now = state(target);
        Path temporary = AtomicFile.temporaryOf(target, intent.intentId());
        boolean asItWas = now == null || now.equals(step.before());
        if (!Objects.equals(now, step.after()) && !asItWas) {
            AtomicFile.discard(temporary);
            return false;
        }
        if (step.after() == null) {
            Files.deleteIfExists(target);
        } else if (step.after().equals(now)) {
            AtomicFile.discard(temporary);
        } else if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
            AtomicFile.moveInto(target, temporary);
        } else {
            return false;
        }
        return true;
    }

    /** The path with links resolved, where a write of ours may go. */
    private Optional<String> allowed(String path) {
        return RepoPath.normalize(path)
                .filter(RepoPath::mayBeWritten)
                .flatMap(worktree::resolve)
                .filter(RepoPath::mayBeWritten);
    }

    /** Asked again before each use: links may have changed, and an intent may be old. */
    private boolean isAllowed(FileStep step) {
        return allowed(step.path()).filter(step.path()::equals).isPresent();
    }

    /** The folders on the way to the path that are not there and were not named before, outermost first. */
    private List<String> missing(String path, Set<String> named) {
        List<String> missing = new ArrayList<>();
        Path parent = Path.of(path).getParent();
        for (; parent != null && !Files.exists(root.resolve(parent)); parent = parent.getParent()) {
            String folder = parent.toString().replace('\\', '/');
            if (named.add(folder)) {
                missing.addFirst(folder);
            }
        }
        return missing;
    }

    private static @Nullable String state(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return NO_FILE;
        }
        byte[] content = content(file);
        return content == null ? null : CanonicalJson.hash(content);
    }

    private static byte @Nullable [] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private static Optional<FileImage> image(String path, byte @Nullable [] before, FileChange change) {
        return switch (change) {
            case FileChange.Put(String _, byte[] _, boolean derived) when derived -> Optional.empty();
            case FileChange.Put(String _, byte[] after, boolean _) -> Optional.of(new FileImage(path, before, after));
            case FileChange.Delete _ -> Optional.of(new FileImage(path, before, null));
        };
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException used) {
            // Somebody put something there, so the folder is theirs now.
        }
    }
}

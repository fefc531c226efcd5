package dev.ssot.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The way from a root down to a folder, with every folder on it held open and no link followed. Names are looked up in
 * the open folder and not along a path, so that nobody can lead a write elsewhere by putting a link where a folder was.
 *
 * <p>What remains possible: whoever may rename folders of the repository can carry an open folder somewhere else, and
 * what is written goes with it. {@link #stillLeadsHere} notices that, before and after a write; a folder that is carried
 * away and back again between two looks was there all the same.
 */
final class HeldWay implements AutoCloseable {

    private final Path root;
    private final List<Step> steps = new ArrayList<>();

    /** @param made whether it was not there before */
    private record Step(Path name, SecureDirectoryStream<Path> folder, Object key, boolean made) {}

    /** Why the way ends before its end. */
    static final class Blocked extends IOException {

        private static final long serialVersionUID = 1L;

        private final ConfinedWrite.Obstacle obstacle;

        Blocked(ConfinedWrite.Obstacle obstacle, String name) {
            super(name);
            this.obstacle = obstacle;
        }

        ConfinedWrite.Refused refused() {
            return new ConfinedWrite.Refused(obstacle, String.valueOf(getMessage()));
        }
    }

    private HeldWay(Path root) {
        this.root = root;
    }

    /** Goes as far as there are folders. The rest is for {@link #make}. */
    static HeldWay along(Path canonicalRoot, List<Path> names) throws IOException {
        HeldWay way = new HeldWay(canonicalRoot);
        try {
            way.steps.add(way.root());
            for (Path name : names) {
                if (way.find(name).isEmpty()) {
                    break;
                }
                way.enter(name, false);
            }
            return way;
        } catch (IOException | RuntimeException failure) {
            way.close();
            throw failure;
        }
    }

    /** How many of the names it went along. */
    int length() {
        return steps.size() - 1;
    }

    /** The root. */
    SecureDirectoryStream<Path> start() {
        return steps.getFirst().folder();
    }

    /** The folder at its end. */
    SecureDirectoryStream<Path> end() {
        return steps.getLast().folder();
    }

    /** What stands under the name in the folder at the end, links not followed. */
    Optional<BasicFileAttributes> find(Path name) throws IOException {
        try {
            return Optional.of(attributes(end(), name));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (AccessDeniedException denied) {
            throw denied;
        } catch (FileSystemException unusable) {
            throw new Blocked(ConfinedWrite.Obstacle.UNUSABLE_NAME, name.toString());
        }
    }

    /**
     * Makes a folder at the end and enters it. It is made under the root and then moved into the open folder, because
     * a folder can only be made by its path, which somebody could redirect.
     */
    void make(Path name) throws IOException {
        Path fresh = Path.of(unique());
        SecureDirectoryStream<Path> top = start();
        Files.createDirectory(root.resolve(fresh));
        try {
            top.move(fresh, end(), name);
        } catch (IOException taken) {
            top.deleteDirectory(fresh);
            throw new Blocked(ConfinedWrite.Obstacle.CHANGED, name.toString());
        }
        enter(name, true);
    }

    /** Whether the names still lead to the folders that are open. */
    boolean stillLeadsHere() throws IOException {
        List<Path> names = steps.stream().skip(1).map(Step::name).toList();
        try (HeldWay again = along(root, names)) {
            return again.steps.stream()
                    .map(Step::key)
                    .toList()
                    .equals(steps.stream().map(Step::key).toList());
        } catch (Blocked elsewhere) {
            return false;
        }
    }

    /** Takes back what {@link #make} made, as far as nobody has put anything in it. */
    void removeMade() throws IOException {
        for (int i = steps.size() - 1; i > 0 && steps.get(i).made(); i--) {
            try {
                steps.get(i - 1).folder().deleteDirectory(steps.get(i).name());
            } catch (FileSystemException notOursAnyMore) {
                // Somebody has put something in it, or something else in its place.
                return;
            }
        }
    }

    /** Removes the folders at the end, as far as there is nothing in them. */
    void removeEmpty() throws IOException {
        for (int i = steps.size() - 1; i > 0; i--) {
            try {
                steps.get(i - 1).folder().deleteDirectory(steps.get(i).name());
            } catch (FileSystemException notEmpty) {
                return;
            }
        }
    }

    /** Makes the names on the way durable, as far as they still are where they were. */
    void sync() throws IOException {
        Path folder = root;
        try {
            AtomicFile.syncDirectory(folder);
            for (Step step : steps.subList(1, steps.size())) {
                folder = folder.resolve(step.name());
                AtomicFile.syncDirectory(folder);
            }
        } catch (NoSuchFileException movedSince) {
            // What was written is wherever somebody has put it now, and so is the duty to keep it.
            return;
        }
    }

    /** A name that nobody else uses, in any folder. */
    static String unique() {
        return ".ssot-%s.tmp".formatted(UUID.randomUUID());
    }

    @Override
    public void close() throws IOException {
        for (Step step : steps.reversed()) {
            step.folder().close();
        }
    }

    private Step root() throws IOException {
        DirectoryStream<Path> opened = Files.newDirectoryStream(root);
        if (opened instanceof SecureDirectoryStream<Path> secure) {
            return new Step(Path.of(""), secure, key(secure), false);
        }
        opened.close();
        throw new Blocked(ConfinedWrite.Obstacle.UNSUPPORTED, "");
    }

    private void enter(Path name, boolean made) throws IOException {
        BasicFileAttributes attributes =
                find(name).orElseThrow(() -> new Blocked(ConfinedWrite.Obstacle.CHANGED, name.toString()));
        if (attributes.isSymbolicLink()) {
            throw new Blocked(ConfinedWrite.Obstacle.LINK, name.toString());
        }
        if (!attributes.isDirectory()) {
            throw new Blocked(ConfinedWrite.Obstacle.NOT_A_FOLDER, name.toString());
        }
        SecureDirectoryStream<Path> folder;
        try {
            folder = end().newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException denied) {
            throw denied;
        } catch (FileSystemException replaced) {
            throw new Blocked(ConfinedWrite.Obstacle.CHANGED, name.toString());
        }
        steps.add(new Step(name, folder, key(folder), made));
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private static Object key(SecureDirectoryStream<Path> folder) throws IOException {
        BasicFileAttributes attributes =
                folder.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
        return Objects.requireNonNull(attributes.fileKey(), "a file system with open folders has file keys");
    }
}

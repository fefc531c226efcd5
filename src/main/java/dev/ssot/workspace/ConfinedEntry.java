package dev.ssot.workspace;

import dev.ssot.workspace.ConfinedWrite.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file or symbolic link below a root, put there or taken away without following any link on the way, whatever others
 * do to the folders meanwhile.
 */
public record ConfinedEntry(Path canonicalRoot, Path path) {

    /** Looks at what is there at the last moment. */
    @FunctionalInterface
    public interface Check {

        /** Whether it is still what is to be replaced. */
        boolean holds() throws IOException;
    }

    /** A file or link that is ready, in a folder of the program's own. */
    public record StagedEntry(Path folder, Path name) {

        public Path path() {
            return folder.resolve(name);
        }
    }

    /** Puts a staged file or link in its place, over a file or link that is there. Missing folders are made. */
    public ConfinedWrite put(StagedEntry staged, Check expected) throws IOException {
        try (HeldWay way = HeldWay.along(canonicalRoot, folders());
                HeldWay from = HeldWay.along(staged.folder(), List.of())) {
            try {
                for (Path missing : folders().subList(way.length(), folders().size())) {
                    way.make(missing);
                }
                move(from.end(), staged.name(), way, expected);
                if (!way.stillLeadsHere()) {
                    way.end().move(name(), from.end(), staged.name());
                    throw new HeldWay.Blocked(Obstacle.CHANGED, path.toString());
                }
            } catch (IOException failure) {
                way.removeMade();
                throw failure;
            }
            return new ConfinedWrite.Done();
        } catch (HeldWay.Blocked blocked) {
            return blocked.refused();
        }
    }

    private void move(SecureDirectoryStream<Path> from, Path staged, HeldWay way, Check expected) throws IOException {
        if (way.find(name()).filter(there -> there.isDirectory()).isPresent()) {
            removeEmptyFolders();
        }
        if (!way.stillLeadsHere() || !expected.holds()) {
            throw new HeldWay.Blocked(Obstacle.CHANGED, path.toString());
        }
        from.move(staged, way.end(), name());
    }

    /** A folder in the way holds nothing but folders; whatever somebody put into one of them meanwhile stops it. */
    private void removeEmptyFolders() throws IOException {
        try (Stream<Path> below = Files.walk(canonicalRoot.resolve(path))) {
            for (Path folder : below.sorted(Comparator.reverseOrder()).toList()) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw new HeldWay.Blocked(Obstacle.NOT_A_FILE, folder.toString());
                }
                Files.delete(folder);
            }
        }
    }

    /** Takes a file or link away, and the folders above it that are empty then. */
    public ConfinedWrite remove(Check expected) throws IOException {
        try (HeldWay way = HeldWay.along(canonicalRoot, folders())) {
            if (way.length() < folders().size() || way.find(name()).isEmpty()) {
                return new ConfinedWrite.Done();
            }
            if (!way.stillLeadsHere() || !expected.holds()) {
                throw new HeldWay.Blocked(Obstacle.CHANGED, path.toString());
            }
            way.end().deleteFile(name());
            way.removeEmpty();
            return new ConfinedWrite.Done();
        } catch (HeldWay.Blocked blocked) {
            return blocked.refused();
        }
    }

    /** Whether it could be put there, given that the paths are taken away before. */
    public ConfinedWrite mayBePut(Set<Path> takenAway) throws IOException {
        try (HeldWay way = HeldWay.along(canonicalRoot, folders())) {
            return way.length() == folders().size()
                            && way.find(name())
                                    .filter(there -> there.isDirectory())
                                    .isPresent()
                    ? becomesFree(takenAway)
                    : new ConfinedWrite.Done();
        } catch (HeldWay.Blocked blocked) {
            for (Path above = path.getParent(); above != null; above = above.getParent()) {
                if (takenAway.contains(above)) {
                    return new ConfinedWrite.Done();
                }
            }
            return blocked.refused();
        }
    }

    /** A folder stands there, which goes when nothing is left in it. */
    private ConfinedWrite becomesFree(Set<Path> takenAway) throws IOException {
        List<Path> kept = new ArrayList<>();
        try (Stream<Path> below = Files.walk(canonicalRoot.resolve(path))) {
            below.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(canonicalRoot::relativize)
                    .filter(file -> !takenAway.contains(file))
                    .limit(1)
                    .forEach(kept::add);
        }
        return kept.isEmpty()
                ? new ConfinedWrite.Done()
                : new ConfinedWrite.Refused(Obstacle.NOT_A_FILE, kept.getFirst().toString());
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (Path name : path) {
            folders.add(name);
        }
        folders.removeLast();
        return folders;
    }

    private Path name() {
        return path.getFileName();
    }
}

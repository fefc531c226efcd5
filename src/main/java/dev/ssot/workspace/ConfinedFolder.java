package dev.ssot.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder below a root, reached without following any link.
 *
 * @param names of the folders on the way and, last, of this one; empty for the root itself
 */
public record ConfinedFolder(Path canonicalRoot, List<String> names) {

    /** What stands at the end of the way. */
    public sealed interface Look {

        record Present() implements Look {}

        record Absent() implements Look {}

        record Blocked(ConfinedWrite.Refused refused) implements Look {}
    }

    public Look look() throws IOException {
        try (HeldWay way = HeldWay.along(canonicalRoot, paths(names))) {
            return way.length() == names.size() ? new Look.Present() : new Look.Absent();
        } catch (HeldWay.Blocked blocked) {
            return new Look.Blocked(blocked.refused());
        }
    }

    /** Makes an empty folder directly below a root, for what is built before it gets its place. */
    public static Path stage(Path canonicalRoot) throws IOException {
        return Files.createDirectory(canonicalRoot.resolve(HeldWay.unique()));
    }

    /** Gives a {@link #stage staged} folder its place at once; the folders on the way are made if need be. */
    public ConfinedWrite moveIn(Path staged) throws IOException {
        Path name = Path.of(names.getLast());
        List<Path> parents = paths(names.subList(0, names.size() - 1));
        try (HeldWay way = HeldWay.along(canonicalRoot, parents)) {
            try {
                for (Path missing : parents.subList(way.length(), parents.size())) {
                    way.make(missing);
                }
                if (way.find(name).isPresent() || !way.stillLeadsHere()) {
                    throw new HeldWay.Blocked(ConfinedWrite.Obstacle.CHANGED, names.getLast());
                }
                put(staged.getFileName(), way, name);
                if (!way.stillLeadsHere()) {
                    way.end().move(name, way.start(), staged.getFileName());
                    throw new HeldWay.Blocked(ConfinedWrite.Obstacle.CHANGED, names.getLast());
                }
            } catch (IOException failure) {
                way.removeMade();
                throw failure;
            }
            way.sync();
            return new ConfinedWrite.Done();
        } catch (HeldWay.Blocked blocked) {
            return blocked.refused();
        }
    }

    private static void put(Path staged, HeldWay way, Path name) throws IOException {
        try {
            way.start().move(staged, way.end(), name);
        } catch (AccessDeniedException denied) {
            throw denied;
        } catch (FileSystemException taken) {
            throw new HeldWay.Blocked(ConfinedWrite.Obstacle.CHANGED, name.toString());
        }
    }

    /** Removes the folder if it is there and empty. */
    public void removeIfEmpty() throws IOException {
        try (HeldWay way = HeldWay.along(canonicalRoot, paths(names.subList(0, names.size() - 1)))) {
            if (way.length() == names.size() - 1) {
                way.end().deleteDirectory(Path.of(names.getLast()));
            }
        } catch (FileSystemException notEmptyOrNotThere) {
            return;
        }
    }

    private static List<Path> paths(List<String> names) {
        return names.stream().map(Path::of).toList();
    }
}

package dev.ssot.registry;

import dev.ssot.registry.guard.ArtifactPresence;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files of the repository as the rules ask about them. No answer ever speaks of a file outside it. */
public interface RepositoryFiles extends ArtifactPresence {

    /** The bytes of a regular file; empty when there is none, or it cannot be read, or it lies outside. */
    Optional<byte[]> read(String path);

    /** What follows from the file that {@link #read} reads; worked out again only when the file may have changed. */
    default <T> Optional<T> fact(String path, FileFact<T> fact) {
        return read(path).map(bytes -> fact.of(path, bytes));
    }

    /** The paths of all regular files below the folder, sorted; empty when there is no such folder. */
    List<String> filesBelow(String folder);

    /** The path with every link on the way resolved; empty when it then lies outside the repository. */
    Optional<String> resolve(String path);

    /** The level of verification that holds even where the configuration asks for less. */
    default VerificationLevel floor() {
        return VerificationLevel.REPORTED;
    }

    /** The same files where at least that level holds. */
    default RepositoryFiles atLeast(VerificationLevel floor) {
        return floor == floor() ? this : new Floored(this, floor);
    }

    /** The paths whose files are not as they are on disk, because they change together with the registry. */
    default Set<String> planned() {
        return Set.of();
    }

    /** These files as they will be once the changes are made. */
    default RepositoryFiles after(Collection<FileChange> changes) {
        return changes.isEmpty() ? this : new Planned(this, changes);
    }

    /** Files of a repository that once asked for more than its configuration may ask for now. */
    record Floored(RepositoryFiles standing, VerificationLevel floor) implements RepositoryFiles {

        @Override
        public boolean exists(String path) {
            return standing.exists(path);
        }

        @Override
        public Optional<byte[]> read(String path) {
            return standing.read(path);
        }

        @Override
        public <T> Optional<T> fact(String path, FileFact<T> fact) {
            return standing.fact(path, fact);
        }

        @Override
        public List<String> filesBelow(String folder) {
            return standing.filesBelow(folder);
        }

        @Override
        public Optional<String> resolve(String path) {
            return standing.resolve(path);
        }

        @Override
        public Set<String> planned() {
            return standing.planned();
        }
    }

    /** Files with changes that are not made yet. */
    final class Planned implements RepositoryFiles {

        private final RepositoryFiles standing;
        private final Map<String, Optional<byte[]>> changed = new LinkedHashMap<>();

        private Planned(RepositoryFiles standing, Collection<FileChange> changes) {
            this.standing = standing;
            changes.forEach(change -> changed.put(
                    change.path(), change instanceof FileChange.Put put ? Optional.of(put.bytes()) : Optional.empty()));
        }

        @Override
        public VerificationLevel floor() {
            return standing.floor();
        }

        @Override
        public boolean exists(String path) {
            return changed.containsKey(path)
                    ? changed.get(path).isPresent()
                    : standing.exists(path) || !plannedBelow(path).isEmpty();
        }

        @Override
        public Optional<byte[]> read(String path) {
            return changed.containsKey(path)
                    ? changed.get(path).map(bytes -> Arrays.copyOf(bytes, bytes.length))
                    : standing.read(path);
        }

        @Override
        public <T> Optional<T> fact(String path, FileFact<T> fact) {
            return changed.containsKey(path)
                    ? changed.get(path).map(bytes -> fact.of(path, bytes))
                    : standing.fact(path, fact);
        }

        @Override
        public List<String> filesBelow(String folder) {
            TreeSet<String> paths = new TreeSet<>(standing.filesBelow(folder));
            paths.removeAll(changed.keySet());
            paths.addAll(plannedBelow(folder));
            return List.copyOf(paths);
        }

        @Override
        public Optional<String> resolve(String path) {
            return standing.resolve(path);
        }

        @Override
        public Set<String> planned() {
            return Collections.unmodifiableSet(changed.keySet());
        }

        private List<String> plannedBelow(String folder) {
            return changed.entrySet().stream()
                    .filter(change ->
                            change.getValue().isPresent() && change.getKey().startsWith(folder + "/"))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}

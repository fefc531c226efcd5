package dev.ssot.support;

import dev.ssot.registry.RelativePath;
import dev.ssot.registry.RepositoryFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files of a repository for rules under test, without a disk. */
public final class MemoryFiles implements RepositoryFiles {

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    public MemoryFiles put(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    public MemoryFiles put(String path, String text) {
        return put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public MemoryFiles remove(String path) {
        files.remove(path);
        return this;
    }

    @Override
    public boolean exists(String path) {
        return resolve(path)
                .filter(inside ->
                        files.containsKey(inside) || !filesBelow(inside).isEmpty())
                .isPresent();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return resolve(path).map(files::get);
    }

    @Override
    public List<String> filesBelow(String folder) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .toList();
    }

    @Override
    public Optional<String> resolve(String path) {
        return RelativePath.inside(path);
    }
}

package dev.ssot.registry.assurance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RelativePath;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The hashes of the governed files as they are now. Links are not followed, and the control store is left out: it is
 * the state of this machine and changes with every call.
 */
record SourceSnapshot(Map<String, String> hashes) {

    private static final String CONTROL = ".ssot/control";
    private static final List<Section> WITH_FILES =
            List.of(Section.ADRS, Section.SPECS, Section.EVIDENCE, Section.TESTS);
    /** What stands in these folders is made or fetched. */
    private static final List<String> NOT_GOVERNED = List.of(
            ".git",
            ".pytest_cache",
            ".tmp",
            ".tmp_test_runs",
            ".uv-cache",
            ".venv",
            "__pycache__",
            "dist",
            "node_modules");

    static SourceSnapshot of(Registry registry, RepositoryFiles files, PathPolicy policy) {
        SortedSet<String> paths = policy == PathPolicy.FULL_REPO ? all(files) : named(registry);
        SortedMap<String, String> hashes = new TreeMap<>(CanonicalJson.CODE_POINT_ORDER);
        for (String path : paths) {
            if (!isControl(path, files)) {
                files.read(path).map(CanonicalJson::hash).ifPresent(hash -> hashes.put(path, hash));
            }
        }
        return new SourceSnapshot(hashes);
    }

    private static SortedSet<String> named(Registry registry) {
        SortedSet<String> paths = new TreeSet<>(List.of(Registry.PATH));
        for (Section section : WITH_FILES) {
            for (Row row : registry.rows(section)) {
                String path = row.text("path");
                if (path != null && !path.isEmpty()) {
                    paths.add(path);
                }
            }
        }
        return paths;
    }

    private static SortedSet<String> all(RepositoryFiles files) {
        SortedSet<String> paths = new TreeSet<>(files.filesBelow(""));
        paths.removeIf(path -> NOT_GOVERNED.stream().anyMatch(folder -> path.startsWith(folder + "/")));
        return paths;
    }

    private static boolean isControl(String path, RepositoryFiles files) {
        return files.resolve(path)
                .filter(resolved -> RelativePath.isBelow(resolved, CONTROL))
                .isPresent();
    }

    String rootHash() {
        return CanonicalJson.hash(CanonicalJson.write(Json.MAPPER.valueToTree(hashes)));
    }

    ObjectNode json(String registryPath, String releaseId, PathPolicy policy) {
        ObjectNode json = Json.object()
                .put("kind", "governed_source_snapshot")
                .put("registry_path", registryPath)
                .put("release_id", releaseId)
                .put("path_policy", policy.text())
                .put("file_count", hashes.size());
        json.set("file_hashes", Json.MAPPER.valueToTree(hashes));
        return json.put("root_hash", rootHash());
    }
}

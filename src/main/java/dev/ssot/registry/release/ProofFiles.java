package dev.ssot.registry.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.guard.ReleaseScope;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of the tests and evidence of a release, with the hashes of those that can be read.
 *
 * @param paths sorted
 */
record ProofFiles(String releaseId, SortedSet<String> paths, Map<String, String> hashes) {

    /** Folder by folder, so that what stands in {@code a/} comes before {@code a.txt}. */
    private static final Comparator<String> FOLDER_BY_FOLDER =
            Comparator.comparing(path -> path.replace('/', '\0'), CanonicalJson.CODE_POINT_ORDER);

    static ProofFiles of(ReleaseScope scope, RepositoryFiles files) {
        SortedSet<String> paths = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        for (Row row :
                Stream.concat(scope.tests().stream(), scope.evidence().stream()).toList()) {
            String path = row.text("path");
            if (path != null) {
                paths.add(path);
            }
        }
        Map<String, String> hashes = new TreeMap<>();
        paths.forEach(path -> hash(path, files).ifPresent(hash -> hashes.put(path, hash)));
        return new ProofFiles(scope.release().id(), paths, hashes);
    }

    /** Files that are not there, and those that are not what the source snapshot of the release recorded. */
    List<String> failures(RepositoryFiles files) {
        String snapshot = ReleaseFiles.snapshot(releaseId, "source");
        List<String> failures = new ArrayList<>();
        JsonNode recorded = MissingNode.getInstance();
        try {
            Optional<byte[]> bytes = files.read(snapshot);
            if (bytes.isPresent()) {
                recorded = StrictJson.read(bytes.get()).path("file_hashes");
            }
        } catch (InvalidJson invalid) {
            failures.add("Invalid JSON for %s: %s".formatted(snapshot, invalid.getMessage()));
        }
        for (String path : paths) {
            String hash = hashes.get(path);
            if (hash == null) {
                failures.add("Release %s cannot be hashed: %s is no file of the repository that can be read"
                        .formatted(releaseId, path));
            } else if (recorded.has(path) && !recorded.path(path).asText().equals(hash)) {
                failures.add("Release %s hash of %s differs from the one in %s".formatted(releaseId, path, snapshot));
            }
        }
        return failures;
    }

    /** SHA-256 of a file, or of the names and contents of all files below a folder. */
    private static Optional<String> hash(String path, RepositoryFiles files) {
        Optional<byte[]> bytes = files.read(path);
        List<String> below = bytes.isPresent() ? List.of() : files.filesBelow(path);
        if (below.isEmpty()) {
            return bytes.map(CanonicalJson::hash);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String folder = path.endsWith("/") ? path : path + "/";
        for (String file : below.stream().sorted(FOLDER_BY_FOLDER).toList()) {
            Optional<byte[]> content = files.read(file);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            all.writeBytes(file.substring(folder.length()).getBytes(StandardCharsets.UTF_8));
            all.writeBytes(content.get());
        }
        return Optional.of(CanonicalJson.hash(all.toByteArray()));
    }
}

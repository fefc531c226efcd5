package dev.ssot.registry.init;

import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.config.RepoConfig;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a new repository has under {@code .ssot}.
 *
 * @param folders in the order in which they are made
 * @param files beside the registry
 * @param registry the file that makes it a repository, and is therefore written last
 */
public record InitialRepository(List<String> folders, List<FileChange.Put> files, FileChange.Put registry) {

    private static final List<String> SCHEMAS = List.of(
            "adr",
            "boundary.snapshot",
            "certification.report",
            "graph.export",
            "published.snapshot",
            "registry",
            "release.snapshot",
            "spec",
            "validation.report");

    public static InitialRepository of(InitialRegistry registry) {
        List<FileChange.Put> files = new ArrayList<>();
        for (String name : SCHEMAS) {
            String file = name + ".schema.json";
            files.add(new FileChange.Put(InitialRegistry.PATHS.get("schema_root") + "/" + file, schema(file)));
        }
        files.add(new FileChange.Put(RepoConfig.PATH, RepoConfig.template()));
        return new InitialRepository(
                List.copyOf(InitialRegistry.PATHS.values()),
                files,
                new FileChange.Put(Registry.PATH, CanonicalJson.write(registry.document())));
    }

    /** All files, as they will be. */
    public List<FileChange> changes() {
        List<FileChange> changes = new ArrayList<>(files);
        changes.add(registry);
        return changes;
    }

    /** Schemas are kept for reading here, and written as every JSON file under {@code .ssot}. */
    private static byte[] schema(String name) {
        try (InputStream in = InitialRepository.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from this build");
            }
            return CanonicalJson.write(StrictJson.read(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidJson invalid) {
            throw new IllegalStateException(name + " is no JSON", invalid);
        }
    }
}

package dev.ssot.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The schemas that people wrote for the catalog and what is published from it, as this program carries them. */
public final class Formats {

    private static final String RESOURCES = "/dev/ssot/contract/formats/";

    private Formats() {}

    /** The files that people write, each with its schema. */
    public static SortedMap<String, String> ofSources() {
        return new TreeMap<>(Map.of(
                CatalogSource.PATH, CatalogSource.SCHEMA,
                ReadRoleGovernance.PATH, ReadRoleGovernance.SCHEMA,
                WireAliases.PATH, WireAliases.SCHEMA));
    }

    /** Where they lie in a project, relative to its root. */
    public static List<String> paths() {
        List<String> paths = new ArrayList<>(ofSources().values());
        paths.addAll(Projections.formats());
        return List.copyOf(paths);
    }

    /** The files that a project with a catalog needs beside it, by path. */
    public static SortedMap<String, byte[]> files() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String path : paths()) {
            try (InputStream file = Formats.class.getResourceAsStream(RESOURCES + path)) {
                if (file == null) {
                    throw new IllegalStateException("not compiled by the build: " + path);
                }
                files.put(path, file.readAllBytes());
            }
        }
        return files;
    }

    /** The step of the build that takes them along. */
    static void compile(Path project, Path classes) throws IOException {
        for (String path : paths()) {
            Path target = classes.resolve(RESOURCES.substring(1) + path);
            Files.createDirectories(target.getParent());
            Files.write(target, Files.readAllBytes(project.resolve(path)));
        }
    }
}

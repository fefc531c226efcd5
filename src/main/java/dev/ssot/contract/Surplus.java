package dev.ssot.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that was published once and belongs to nothing in the catalog any more.
 *
 * @param path relative to the project's root
 */
record Surplus(Target target, String path) {

    static List<Surplus> of(Path root, ContractSource source) throws IOException {
        List<Surplus> surplus = new ArrayList<>(schemas(root, source));
        for (Projection projection : Projections.without(source)) {
            Path file = root.resolve(projection.path());
            // Another program may have a file of that name; ours says that it is ours.
            if (Files.isRegularFile(file) && Files.readString(file).contains(Projection.mark(projection.target()))) {
                surplus.add(new Surplus(projection.target(), projection.path()));
            }
        }
        return surplus;
    }

    private static List<Surplus> schemas(Path root, ContractSource source) throws IOException {

        Path folder = root.resolve(ContractSource.FOLDER).resolve("schemas");
        if (!source.catalog().isOurs() || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> present = Files.list(folder)) {
            return present.map(file -> "schemas/" + file.getFileName())
                    .filter(path -> !source.schemas().containsKey(path))
                    .sorted()
                    .map(path -> new Surplus(Target.SCHEMAS, ContractSource.FOLDER + "/" + path))
                    .toList();
        }
    }
}

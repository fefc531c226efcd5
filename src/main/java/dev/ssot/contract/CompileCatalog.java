package dev.ssot.contract;

import dev.ssot.operation.Catalog;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The step of the build that turns the catalog and the records into what the running server reads. */
public final class CompileCatalog {

    private CompileCatalog() {}

    /** @param arguments the project's folder and the folder of compiled classes */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        Path classes = Path.of(arguments[1]);
        Path target = classes.resolve(Catalog.RESOURCE.substring(1));
        Files.createDirectories(target.getParent());
        Files.write(target, Json.MAPPER.writeValueAsBytes(new OperationSchemas().entries(CatalogSource.read(project))));
        Formats.compile(project, classes);
    }
}

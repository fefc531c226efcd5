package dev.ssot.contract;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The step of the build that turns the catalog and the records into what the running server reads. */
public final class CompileCatalog {

    private CompileCatalog() {}

    /** @param arguments the project's folder and the folder of compiled classes */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        Path classes = Path.of(arguments[1]);
        Path target = classes.resolve(Catalog.RESOURCE.substring(1));
        Files.createDirectories(target.getParent());
        Files.write(target, of(project));
        Formats.compile(project, classes);
    }

    /** What the running server reads: its operations, and further names of their tools. */
    public static byte[] of(Path project) throws IOException {
        Map<String, String> aliases = new TreeMap<>();
        WireAliases.read(project).aliases().forEach(alias -> aliases.put(alias.alias(), alias.canonical()));
        return Json.MAPPER.writeValueAsBytes(
                new Product(new OperationSchemas().entries(CatalogSource.read(project)), aliases));
    }

    private record Product(List<CatalogEntry> operations, Map<String, String> aliases) {}
}

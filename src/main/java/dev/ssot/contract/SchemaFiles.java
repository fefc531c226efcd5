package dev.ssot.contract;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The complete schemas of every operation's arguments and result, as published under {@code contracts}. */
public final class SchemaFiles {

    private static final String FOLDER = "contracts/operations/schemas";

    private final Map<Path, byte[]> expected = new TreeMap<>();
    private final Path folder;

    private SchemaFiles(Path folder) {
        this.folder = folder;
    }

    /** @param project the folder that holds {@code contracts} */
    public static SchemaFiles of(Path project) throws IOException {
        SchemaFiles files = new SchemaFiles(project.resolve(FOLDER));
        for (Map.Entry<String, ObjectNode> file :
                new OperationSchemas().files(CatalogSource.read(project)).entrySet()) {
            files.expected.put(files.folder.resolve(file.getKey()), bytes(file.getValue()));
        }
        return files;
    }

    /** The files that are missing, differ from what the records say, or belong to no operation. */
    public List<Path> stale() throws IOException {
        List<Path> stale = new ArrayList<>();
        for (Map.Entry<Path, byte[]> file : expected.entrySet()) {
            if (!Files.exists(file.getKey()) || !Arrays.equals(Files.readAllBytes(file.getKey()), file.getValue())) {
                stale.add(file.getKey());
            }
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> present = Files.list(folder)) {
                present.filter(path -> !expected.containsKey(path)).sorted().forEach(stale::add);
            }
        }
        return stale;
    }

    public void write() throws IOException {
        Files.createDirectories(folder);
        for (Path path : stale()) {
            byte[] content = expected.get(path);
            if (content == null) {
                Files.delete(path);
            } else {
                Files.write(path, content);
            }
        }
    }

    private static byte[] bytes(ObjectNode schema) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return (Json.MAPPER.writer(printer).writeValueAsString(schema) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

package dev.ssot.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Mutation;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.RegistryStore.Write;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.registry.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A repository with a small registry in it: one feature, whose field {@code seen} lists what was written. */
record Repository(Path root) {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String FEATURE = "feat:one";

    static Repository create(Path root) throws IOException {
        Files.createDirectory(root.resolve(".ssot"));
        Repository repository = new Repository(root);
        repository.put(json("0.7.0"));
        return repository;
    }

    static String json(String schemaVersion, String... seen) {
        return "{\"features\":[{\"id\":\"feat:one\",\"seen\":[%s],\"title\":\"Größe 😀\"}],\"schema_version\":\"%s\"}"
                .formatted(
                        Stream.of(seen)
                                .map(text -> '"' + text + '"')
                                .reduce((a, b) -> a + ',' + b)
                                .orElse(""),
                        schemaVersion);
    }

    Path registry() {
        return root.resolve(".ssot/registry.json");
    }

    Path lockFile() {
        return root.resolve(".ssot/registry.json.lock");
    }

    Path control() {
        return root.resolve(".ssot/control");
    }

    RecordedIntents intents() {
        return new RecordedIntents(root.resolve(".ssot/intents.json"));
    }

    FileRegistryStore store(Duration lockWait) {
        return new FileRegistryStore(root, intents(), lockWait);
    }

    /** Writes in place, as an editor does. */
    void put(String json) {
        try {
            Files.write(registry(), json.getBytes(UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String onDisk() throws IOException {
        return Files.readString(registry(), UTF_8);
    }

    /** What is in {@code .ssot} besides the registry, the control folder and the intents. */
    List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".ssot"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name ->
                            !List.of("registry.json", "control", "intents.json").contains(name))
                    .sorted()
                    .toList();
        }
    }

    static List<String> seen(FileRegistryStore store) {
        return seen(((Reading.Read) store.read()).registry());
    }

    static List<String> seen(Registry registry) {
        return registry.find(Section.FEATURES, FEATURE).orElseThrow().texts("seen");
    }

    static Mutation append(String text) {
        return registry -> {
            Draft draft = new Draft(registry);
            draft.edit(Section.FEATURES, FEATURE).withArray("seen").add(text);
            return accepted(draft.finish().after(), text);
        };
    }

    static Change accepted(Registry registry, String text) {
        return new Change.Accepted(registry, List.of(), node("answer", text), node("event", text));
    }

    static Writing write(FileRegistryStore store, String text) {
        return store.write(new Write(null, "f", append(text)), NOW);
    }

    static Write request(String requestId, Mutation mutation) {
        return new Write(requestId, "fingerprint of " + requestId, mutation);
    }

    static ObjectNode node(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value);
    }
}

package dev.ssot.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.selftest.history.FinalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads a repository anew, as the next process would that opens it. */
final class FinalReading {

    private static final int PAGE = 1_000;

    private final Operations operations;
    private final Path root;
    private final List<String> problems = new ArrayList<>();

    private FinalReading(Operations operations, Path root) {
        this.operations = operations;
        this.root = root;
    }

    static FinalState of(Operations operations, Path root) throws IOException {
        return new FinalReading(operations, root).read();
    }

    private FinalState read() throws IOException {
        // Opening settles what the dead have left; only then is the file what it will stay.
        events();
        ObjectNode last = Json.object().put("section", "issues");
        last.set("entity", SampleRegistry.issue("iss:last", "The repository takes another write"));
        ask("registry.entity.create", last);
        List<JsonNode> events = events();
        List<JsonNode> leases = new ArrayList<>();
        ask("lease.list", Json.object()).path("leases").forEach(leases::add);
        ObjectNode validation = ask("registry.validate", Json.object());
        validation.path("failures").forEach(failure -> problems.add("the registry fails: " + failure.asText()));
        JsonNode registry = registry();
        temporaryFiles();
        return new FinalState(problems, registry, events, leases);
    }

    private List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page;
        do {
            long cursor =
                    events.isEmpty() ? 0 : events.getLast().path("event_id").asLong();
            page = ask("event.list", Json.object().put("after_event_id", cursor).put("limit", PAGE))
                    .path("events");
            page.forEach(events::add);
        } while (page.size() == PAGE);
        return events;
    }

    private JsonNode registry() throws IOException {
        byte[] bytes = Files.readAllBytes(root.resolve(".ssot/registry.json"));
        try {
            JsonNode registry = StrictJson.read(bytes);
            if (!Arrays.equals(CanonicalJson.write(registry), bytes)) {
                problems.add("the registry is not in canonical form");
            }
            return registry;
        } catch (InvalidJson broken) {
            problems.add("the registry is no JSON: " + broken.getMessage());
            return Json.object();
        }
    }

    private void temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            // Drafts of locks go with a later lock; the folder is of this machine and in no commit.
            files.filter(file -> file.getFileName().toString().endsWith(".tmp"))
                    .filter(file -> !file.startsWith(root.resolve(".ssot/control")))
                    .forEach(file -> problems.add("a temporary file was left: " + root.relativize(file)));
        }
    }

    private ObjectNode ask(String operation, ObjectNode arguments) {
        return switch (operations.call(new Call(operation, root, arguments, null))) {
            case Outcome.Answered(ObjectNode result) -> result;
            case Outcome.Refused(Refusal refusal) -> {
                problems.add("%s is refused: %s".formatted(operation, refusal.message()));
                yield Json.object();
            }
        };
    }
}

package dev.ssot.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** An intent log in one JSON file, which several processes share because they call it under the registry's lock. */
final class RecordedIntents implements IntentLog {

    private final Path file;
    private Consumer<Intent> whenAnnounced = intent -> {};

    RecordedIntents(Path file) {
        this.file = file;
    }

    /** Runs after an intent was made durable. */
    void whenAnnounced(Consumer<Intent> reaction) {
        whenAnnounced = reaction;
    }

    @Override
    public Optional<RecordedAnswer> answer(String requestId, Instant wallClock) {
        JsonNode answer = load().path("answers").path(requestId);
        return answer.isMissingNode()
                ? Optional.empty()
                : Optional.of(new RecordedAnswer(
                        requestId, answer.path("fingerprint").asText(), (ObjectNode) answer.path("answer")));
    }

    @Override
    public void announce(Intent intent, Instant wallClock) {
        ObjectNode state = load();
        state.withArray("pending")
                .addObject()
                .put("intent_id", intent.intentId())
                .put("previous_hash", intent.previousHash())
                .put("expected_hash", intent.expectedHash())
                .<ObjectNode>set("completions", intent.completionsJson())
                .set("files", intent.filesJson());
        save(state);
        whenAnnounced.accept(intent);
    }

    @Override
    public List<Intent> pending(Instant wallClock) {
        List<Intent> pending = new ArrayList<>();
        for (JsonNode row : load().path("pending")) {
            pending.add(new Intent(
                    row.path("intent_id").asText(),
                    row.path("previous_hash").asText(),
                    row.path("expected_hash").asText(),
                    Intent.Completion.list(row.path("completions")),
                    Intent.FileStep.list(row.path("files")),
                    List.of()));
        }
        return pending;
    }

    @Override
    public void complete(Intent intent, Instant wallClock) {
        ObjectNode state = load();
        remove(state, intent);
        for (Intent.Completion completion : intent.completions()) {
            state.withArray("events").add(completion.event());
            if (completion.requestId() != null) {
                state.withObject("/answers")
                        .putObject(completion.requestId())
                        .put("fingerprint", completion.fingerprint())
                        .set("answer", completion.answer());
            }
        }
        save(state);
    }

    @Override
    public void drop(Intent intent, Instant wallClock) {
        ObjectNode state = load();
        remove(state, intent);
        save(state);
    }

    /** The payloads of the completed writes, in order. */
    List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        load().path("events").forEach(events::add);
        return events;
    }

    private static void remove(ObjectNode state, Intent intent) {
        var kept = state.arrayNode();
        int before = state.path("pending").size();
        for (JsonNode row : state.path("pending")) {
            if (!row.path("intent_id").asText().equals(intent.intentId())) {
                kept.add(row);
            }
        }
        if (kept.size() != before - 1) {
            throw new IllegalStateException("no such intent: " + intent);
        }
        state.set("pending", kept);
    }

    private ObjectNode load() {
        try {
            return (ObjectNode) StrictJson.read(Files.readAllBytes(file));
        } catch (NoSuchFileException empty) {
            return JsonNodeFactory.instance.objectNode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InvalidJson broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void save(ObjectNode state) {
        try {
            AtomicFile.write(
                    file, CanonicalJson.write(state), UUID.randomUUID().toString(), AtomicFile.Access.AS_BEFORE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

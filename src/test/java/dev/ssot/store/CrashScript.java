package dev.ssot.store;

import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Mutation;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.registry.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Steps on both stores, the same ones for the same seed: rows alone, rows with files, and decisions with a token. */
final class CrashScript implements AutoCloseable {

    static final int STEPS = 10;

    private final SqliteControlStore control;
    private final FileRegistryStore store;

    CrashScript(Path root) {
        control = new SqliteControlStore(root);
        store = new FileRegistryStore(root, control, Duration.ofSeconds(10));
    }

    FileRegistryStore store() {
        return store;
    }

    SqliteControlStore control() {
        return control;
    }

    /** The names of the steps say what they are; a name is also the request's. */
    static List<String> steps(long seed) {
        Random random = new Random(seed);
        List<String> kinds = List.of("row", "row", "files", "lease");
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            steps.add("%s-%d".formatted(kinds.get(random.nextInt(kinds.size())), i));
        }
        return steps;
    }

    static boolean isDecision(String step) {
        return step.startsWith("lease");
    }

    static boolean hasFiles(String step) {
        return step.startsWith("files");
    }

    /** Returns when it is acknowledged; asked again, it does nothing. */
    void run(String step) {
        if (isDecision(step)) {
            decide(step);
            return;
        }
        Mutation append = Repository.append(step);
        Mutation mutation = hasFiles(step)
                ? registry -> withFiles((Change.Accepted) append.apply(registry), registry, step)
                : append;
        Writing writing = store.write(Repository.request(step, mutation), Repository.NOW);
        if (!(writing instanceof Writing.Written)) {
            throw new IllegalStateException("not written: " + writing);
        }
    }

    private void decide(String step) {
        long _ = control.decide(Repository.NOW, tx -> {
            if (tx.recordedAnswer(step).isPresent()) {
                return 0L;
            }
            long token = tx.nextFencingToken();
            tx.emit(NewEvent.of(
                    NewEvent.Kind.WORKTREE_CHANGED,
                    NewEvent.Action.NONE,
                    Json.object().put("event", step).put("token", token)));
            tx.record(new RecordedAnswer(step, "f", Json.object().put("token", token)));
            return token;
        });
    }

    /** A new file each time; the one before is deleted. */
    private static Change withFiles(Change.Accepted accepted, Registry before, String step) {
        byte[] content = step.getBytes(StandardCharsets.UTF_8);
        List<FileChange> files = new ArrayList<>();
        files.add(new FileChange.Put(file(step), content));
        lastWithFiles(Repository.seen(before)).ifPresent(last -> files.add(new FileChange.Delete(file(last))));
        return new Change.Accepted(accepted.registry(), files, accepted.answer(), accepted.event());
    }

    static String file(String step) {
        return "docs/%s/text.txt".formatted(step);
    }

    static Optional<String> lastWithFiles(List<String> seen) {
        return seen.reversed().stream().filter(CrashScript::hasFiles).findFirst();
    }

    @Override
    public void close() {
        store.close();
        control.close();
    }
}

package dev.ssot.workspace.snapshot;

import dev.ssot.workspace.tree.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings paths of a worktree from one state to another, all or none. What it is about to do stands in a journal first:
 * when the process dies on the way, {@link #recover} finishes it or takes it back.
 */
public final class WorktreeRestore {

    private final Path root;
    private final Path restores;
    private final ObjectStore objects;

    /** @param control {@code .ssot/control} of the root */
    public WorktreeRestore(Path canonicalRoot, Path control, ObjectStore objects) {
        this.root = canonicalRoot;
        this.restores = control.resolve("restores");
        this.objects = objects;
    }

    /** What came of it. */
    public sealed interface Outcome {

        record Done(int paths) implements Outcome {}

        /** Nothing was changed, or all of it was taken back. */
        record Refused(String path, String reason) implements Outcome {}

        /** A restore that died has to be settled first. */
        record Unsettled(int restores) implements Outcome {}

        /** Another restore goes on at this moment. */
        record Busy() implements Outcome {}

        /** It could neither be finished nor taken back. */
        record Between(List<String> paths, String reason) implements Outcome {}
    }

    /**
     * How far a restore has come whose process died.
     *
     * @param foreign paths that somebody changed since
     */
    public record Pending(List<String> done, List<String> open, List<String> foreign) {}

    /**
     * What settling a restore led to.
     *
     * @param finished false when it was taken back
     * @param foreign paths that somebody changed since; they were left alone
     */
    public record Settled(boolean finished, int paths, List<String> foreign) {}

    /** How many restores died on the way, or go on at this moment. */
    public int unsettled() throws IOException {
        return RestoreJournal.announced(restores).size();
    }

    /**
     * Restores. The contents of both manifests have to be kept, and stay while somebody {@link ObjectStore#use uses}
     * the store.
     *
     * @param before what the paths hold now; a path in another state ends it
     * @param after what they are to hold
     */
    public Outcome run(Manifest before, Manifest after) throws IOException {
        RestoreJournal.prepare(restores);
        Optional<SharedLock.Held> alone = lock().tryAlone();
        if (alone.isEmpty()) {
            return new Outcome.Busy();
        }
        try (SharedLock.Held _ = alone.get()) {
            int unsettled = unsettled();
            if (unsettled > 0) {
                return new Outcome.Unsettled(unsettled);
            }
            RestoreJournal.removeDrafts(restores);
            RestoreJournal draft = RestoreJournal.draft(restores, before, after);
            Optional<Outcome.Refused> refusal = new RestoreRun(root, objects, draft).stage();
            if (refusal.isPresent()) {
                draft.close();
                return refusal.get();
            }
            return new RestoreRun(root, objects, draft.announce()).swap();
        }
    }

    private SharedLock lock() {
        return SharedLock.on(restores.resolve("lock"));
    }

    /** The restores that died on the way; none while one goes on, which may be in a process of its own. */
    public List<Pending> pending() throws IOException {
        if (unsettled() == 0) {
            return List.of();
        }
        return alone(RestoreRun::pending).orElseGet(List::of);
    }

    /** Finishes every restore that died, or takes it back. Empty while a restore goes on. */
    public Optional<List<Settled>> recover() throws IOException {
        RestoreJournal.prepare(restores);
        return alone(RestoreRun::settle);
    }

    /** Something to do with a restore that died. */
    @FunctionalInterface
    private interface Handling<T> {
        T of(RestoreRun run) throws IOException;
    }

    private <T> Optional<List<T>> alone(Handling<T> handling) throws IOException {
        Optional<SharedLock.Held> alone = lock().tryAlone();
        if (alone.isEmpty()) {
            return Optional.empty();
        }
        try (SharedLock.Held _ = alone.get()) {
            RestoreJournal.removeDrafts(restores);
            List<T> handled = new ArrayList<>();
            for (RestoreJournal journal : RestoreJournal.announced(restores)) {
                handled.add(handling.of(new RestoreRun(root, objects, journal)));
            }
            return Optional.of(handled);
        }
    }
}

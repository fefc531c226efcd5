package dev.ssot.operation.log;

import dev.ssot.campaign.Snapshot;
import dev.ssot.operation.Context;
import dev.ssot.operation.Place;
import dev.ssot.operation.snapshot.DiffSnapshots;
import dev.ssot.workspace.snapshot.ObjectStore;
import dev.ssot.workspace.snapshot.WorktreeRestore;
import dev.ssot.workspace.tree.Manifest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Brings paths from what one snapshot holds of them to what another does, as long as all still are as in the first. */
public record SnapshotTurn(Context context, SnapshotPair pair) {

    /** Why it was not done; empty when the paths are as they are to be, be it since an earlier try that was cut off. */
    public Optional<String> run() {
        Place place = context.place();
        Set<String> paths = new HashSet<>(pair.paths());
        try (ObjectStore.Use _ = place.objects().use()) {
            Optional<Manifest> from = manifest(pair.before());
            Optional<Manifest> to = manifest(pair.after());
            if (from.isEmpty() || to.isEmpty()) {
                return Optional.of(
                        "%s is no longer kept".formatted(Snapshot.id(from.isEmpty() ? pair.before() : pair.after())));
            }
            Manifest target = to.get().only(paths::contains);
            Manifest now = place.capture().capture(pair.paths(), pair.paths()).only(paths::contains);
            return Manifest.diff(now, target).isEmpty()
                    ? Optional.empty()
                    : problem(place.restore().run(from.get().only(paths::contains), target));
        } catch (NoSuchFileException dropped) {
            return Optional.of("a content is no longer kept: " + dropped.getMessage());
        } catch (IOException failure) {
            return Optional.of("the files cannot be read or written: " + failure.getMessage());
        }
    }

    private Optional<Manifest> manifest(long number) throws IOException {
        Optional<Snapshot> snapshot = context.read(view -> view.snapshot(number));
        return snapshot.isEmpty() ? Optional.empty() : Optional.of(DiffSnapshots.manifest(snapshot.get(), context));
    }

    private static Optional<String> problem(WorktreeRestore.Outcome outcome) {
        return switch (outcome) {
            case WorktreeRestore.Outcome.Done _ -> Optional.empty();
            case WorktreeRestore.Outcome.Refused(String path, String reason) ->
                Optional.of("%s: %s".formatted(path, reason));
            case WorktreeRestore.Outcome.Busy() -> Optional.of("another restore goes on in this repository");
            case WorktreeRestore.Outcome.Unsettled(int restores) ->
                Optional.of("%d restores were cut short; settle them with `ssot doctor --fix`".formatted(restores));
            case WorktreeRestore.Outcome.Between(var paths, String reason) ->
                Optional.of("%s; between are %s, which `ssot doctor --fix` settles"
                        .formatted(reason, String.join(", ", paths)));
        };
    }
}

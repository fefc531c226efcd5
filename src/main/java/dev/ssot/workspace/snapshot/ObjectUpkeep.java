package dev.ssot.workspace.snapshot;

import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.TreeEntry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes away the snapshots that are too old or too many for the space they may take, and what only they needed. */
public final class ObjectUpkeep {

    private final ObjectStore objects;
    private final WorktreeRestore restore;

    public ObjectUpkeep(ObjectStore objects, WorktreeRestore restore) {
        this.objects = objects;
        this.restore = restore;
    }

    /**
     * A snapshot as far as its space is concerned.
     *
     * @param outdated whether its time is over
     * @param pinned whether somebody still works on top of it
     */
    public record Item(long number, String manifestSha256, boolean outdated, boolean pinned) {}

    /** What stays, with the bytes of contents that no newer snapshot needs too. */
    public record Weighed(long number, long bytes) {}

    /** What becomes of the snapshots. */
    public record Decision(List<Long> dropped, List<Weighed> kept) {}

    /** Reads which snapshots there are while nobody can add one. */
    @FunctionalInterface
    public interface Items {
        List<Item> newestFirst();
    }

    /**
     * Looks which snapshots may stay, lets them be dropped, and removes what none of the others needs. Does nothing
     * while a snapshot is taken or restored, or when a restore died that still needs both sides; the next time does it.
     *
     * @param drop makes the decision durable
     */
    public boolean collect(Items items, long maxBytes, Consumer<Decision> drop) throws IOException {
        Optional<SharedLock.Held> alone = objects.tryAlone();
        if (alone.isEmpty()) {
            return false;
        }
        try (SharedLock.Held _ = alone.get()) {
            if (restore.unsettled() > 0) {
                return false;
            }
            Set<String> needed = new HashSet<>();
            drop.accept(decide(items.newestFirst(), maxBytes, needed));
            objects.removeAllBut(needed);
            return true;
        }
    }

    /** The newest stays, and those on top of which somebody works, whatever they weigh. */
    private Decision decide(List<Item> newestFirst, long maxBytes, Set<String> needed) throws IOException {
        List<Long> dropped = new ArrayList<>();
        List<Weighed> kept = new ArrayList<>();
        long total = 0;
        for (Item item : newestFirst) {
            boolean stays = kept.isEmpty() || item.pinned();
            Optional<Manifest> manifest = stays || !item.outdated() ? manifest(item) : Optional.empty();
            long bytes = manifest.map(found -> weight(found, item, needed)).orElse(0L);
            if (manifest.isEmpty() || !stays && total + bytes > maxBytes) {
                dropped.add(item.number());
                continue;
            }
            total += bytes;
            kept.add(new Weighed(item.number(), bytes));
            needed.add(item.manifestSha256());
            manifest.get().entries().forEach(entry -> needed.add(entry.sha256()));
        }
        return new Decision(dropped, kept);
    }

    private static long weight(Manifest manifest, Item item, Set<String> needed) {
        Set<String> counted = new HashSet<>();
        long bytes = needed.contains(item.manifestSha256()) ? 0 : manifest.bytes().length;
        for (TreeEntry entry : manifest.entries()) {
            if (!needed.contains(entry.sha256()) && counted.add(entry.sha256())) {
                bytes += entry.size();
            }
        }
        return bytes;
    }

    /** Empty for one that cannot be restored any more. */
    private Optional<Manifest> manifest(Item item) throws IOException {
        try {
            return Optional.of(Manifest.parse(objects.read(item.manifestSha256())));
        } catch (NoSuchFileException | ObjectStore.DamagedException lost) {
            return Optional.empty();
        }
    }
}

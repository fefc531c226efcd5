package dev.ssot.operation.snapshot;

import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Snapshot;
import dev.ssot.campaign.SnapshotRecords;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.config.RepoConfig;
import dev.ssot.workspace.snapshot.KeptTree;
import dev.ssot.workspace.snapshot.ObjectStore;
import dev.ssot.workspace.snapshot.ObjectUpkeep;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Takes a snapshot: looks at the worktree, keeps what it holds, and records it once all of that is durable. */
public final class SnapshotTaking {

    private static final int DESCRIPTION = 500;

    private SnapshotTaking() {}

    /** What is to be kept, for whom and why. */
    public record Order(String agentId, String description, List<String> roots) {

        public Order {
            roots = List.copyOf(roots);
            description = description.substring(0, Math.min(description.length(), DESCRIPTION));
        }
    }

    /** What taking it led to. */
    public sealed interface Taken {

        /** @param manifest what it holds, which may be newer than what was seen */
        record Done(Snapshot snapshot, Manifest manifest) implements Taken {}

        record Refused(Refusal refusal) implements Taken {}
    }

    /**
     * Looks and keeps.
     *
     * @param known paths that count even if git ignores them
     */
    public static Taken take(Context context, Order order, Collection<String> known) {
        try {
            return keep(context, order, context.place().capture().capture(order.roots(), known));
        } catch (IOException failure) {
            return new Taken.Refused(unavailable(failure));
        }
    }

    /** Keeps what was seen in the worktree. */
    public static Taken keep(Context context, Order order, Manifest seen) {
        return keep(context, order, seen, context.place().root());
    }

    /**
     * Keeps what was seen.
     *
     * @param root where it was seen: the worktree or a copy of it
     */
    public static Taken keep(Context context, Order order, Manifest seen, Path root) {
        Place place = context.place();
        RepoConfig.Snapshots settings = settings(place);
        long size = seen.entries().stream().mapToLong(TreeEntry::size).sum();
        if (size > settings.maxBytes()) {
            return new Taken.Refused(tooLarge(seen, size, settings));
        }
        // The number first: this also makes the folder that everything is kept in.
        long number =
                place.control().decide(context.now(), tx -> tx.snapshotRecords().nextNumber());
        Taken taken;
        try (ObjectStore.Use _ = place.objects().use()) {
            KeptTree tree = KeptTree.keep(root, seen, place.objects());
            taken = place.control().decide(context.now(), tx -> {
                Snapshot snapshot = snapshot(number, order, tree, tx.now());
                tx.snapshotRecords().add(snapshot);
                return new Taken.Done(snapshot, tree.manifest());
            });
        } catch (IOException failure) {
            return new Taken.Refused(unavailable(failure));
        }
        return prune(context, settings).<Taken>map(Taken.Refused::new).orElse(taken);
    }

    private static Snapshot snapshot(long number, Order order, KeptTree tree, Instant now) {
        return new Snapshot(
                number,
                order.agentId(),
                now,
                order.description(),
                order.roots(),
                tree.manifest().method().name(),
                tree.manifest().entries().size(),
                tree.sha256(),
                tree.newBytes());
    }

    private static RepoConfig.Snapshots settings(Place place) {
        return RepoConfig.of(place.files()) instanceof RepoConfig.Reading.Valid(RepoConfig config)
                ? config.snapshots()
                : RepoConfig.Snapshots.USUAL;
    }

    /** Only when there is something to gain: it looks at every snapshot. */
    private static Optional<Refusal> prune(Context context, RepoConfig.Snapshots settings) {
        Place place = context.place();
        Instant oldest = context.now().minus(settings.keep());
        boolean due = context.read(view -> view.snapshotBytes() > settings.maxBytes()
                || all(view).stream().anyMatch(snapshot -> snapshot.takenAt().isBefore(oldest)));
        if (!due) {
            return Optional.empty();
        }
        try {
            var _ = new ObjectUpkeep(place.objects(), place.restore())
                    .collect(
                            () -> context.read(view -> items(view, oldest)),
                            settings.maxBytes(),
                            decision -> place.control().decide(context.now(), tx -> {
                                SnapshotRecords records = tx.snapshotRecords();
                                decision.dropped().forEach(records::drop);
                                decision.kept().forEach(kept -> records.weigh(kept.number(), kept.bytes()));
                                return decision;
                            }));
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(unavailable(failure));
        }
    }

    private static List<ObjectUpkeep.Item> items(ControlView view, Instant oldest) {
        List<Long> bases = view.workspaceBases();
        return all(view).stream()
                .map(snapshot -> new ObjectUpkeep.Item(
                        snapshot.number(),
                        snapshot.manifestSha256(),
                        snapshot.takenAt().isBefore(oldest),
                        bases.contains(snapshot.number())))
                .toList();
    }

    private static List<Snapshot> all(ControlView view) {
        return view.snapshots(null, Integer.MAX_VALUE);
    }

    private static Refusal tooLarge(Manifest seen, long size, RepoConfig.Snapshots settings) {
        String largest = seen.entries().stream()
                .max(Comparator.comparingLong(TreeEntry::size))
                .map(entry -> "%s with %d MiB".formatted(entry.path(), entry.size() >> 20))
                .orElse("none");
        return new Refusal(
                ErrorCode.PRECONDITION_FAILED,
                "a snapshot would hold %d MiB, and all of them may take %d MiB; the largest file is %s"
                        .formatted(size >> 20, settings.maxBytes() >> 20, largest),
                "Nothing was kept. Name fewer paths, let git ignore what needs no snapshot, or raise"
                        + " snapshots.max_mib in %s.".formatted(RepoConfig.PATH));
    }

    static Refusal unavailable(IOException failure) {
        return new Refusal(
                ErrorCode.STORE_UNAVAILABLE,
                "the contents of the snapshot cannot be kept or read: %s".formatted(failure.getMessage()),
                "Check the free space and the permissions of .ssot/control, then call again.");
    }
}

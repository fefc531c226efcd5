package dev.ssot.operation.snapshot;

import dev.ssot.campaign.Snapshot;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.NumberOrText;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.log.FileChanges;
import dev.ssot.operation.log.SnapshotPair;
import dev.ssot.operation.snapshot.SnapshotIds.Named;
import dev.ssot.operation.snapshot.SnapshotTaking.Taken;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.snapshot.ObjectStore;
import dev.ssot.workspace.snapshot.WorktreeRestore.Outcome;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.PathChange;
import dev.ssot.workspace.tree.TreeEntry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code snapshot.restore}: brings paths back to what a snapshot holds, all of them or none. What they held before is
 * kept in a snapshot of its own first.
 */
public final class RestoreSnapshot implements UseCase<RestoreSnapshotRequest, RestoreSnapshotResult> {

    /** How many paths a refusal names. */
    private static final int SHOWN = 10;

    @Override
    public Reply<RestoreSnapshotResult> run(RestoreSnapshotRequest request, Context context) {
        Optional<Reply<RestoreSnapshotResult>> settled = context.<RestoreSnapshotResult>recorded()
                .or(() -> Optional.ofNullable(request.agentId()).flatMap(SnapshotIds::refusal))
                .or(() -> unfitting(request).map(Reply.Refused::new));
        if (settled.isPresent()) {
            return settled.get();
        }
        return switch (context.read(view -> SnapshotIds.find("snapshot_id", request.snapshotId(), view))) {
            case Named.Invalid(Refusal refusal) -> new Reply.Refused<>(refusal);
            case Named.Unknown(String id) -> unknown(id);
            case Named.Found(Snapshot snapshot) ->
                switch (RestoreScope.choose(request, snapshot)) {
                    case RestoreScope.Choice.Refused(Refusal refusal) -> new Reply.Refused<>(refusal);
                    case RestoreScope.Choice.Chosen(List<String> roots) -> restore(request, snapshot, roots, context);
                };
        };
    }

    private static Optional<Refusal> unfitting(RestoreSnapshotRequest request) {
        String problem = null;
        if ((request.leaseId() == null) != (request.fencingToken() == null)) {
            problem = "lease_id and fencing_token are given together";
        } else if ((request.overriddenBy() == null) != (request.reason() == null)) {
            problem = "overridden_by and reason are given together";
        }
        return Optional.ofNullable(problem)
                .map(message -> new Refusal(
                        ErrorCode.INVALID_ARGUMENTS, message, "Nothing was changed. Correct the arguments."));
    }

    private static Reply<RestoreSnapshotResult> unknown(String id) {
        return Reply.refused(
                ErrorCode.NOT_FOUND,
                "unknown snapshot: " + id,
                "Nothing was changed. Use an id that vox_snapshot_list shows; old snapshots are dropped in time.");
    }

    private static Reply<RestoreSnapshotResult> restore(
            RestoreSnapshotRequest request, Snapshot snapshot, List<String> roots, Context context) {
        try (ObjectStore.Use _ = context.place().objects().use()) {
            Manifest target = within(roots, DiffSnapshots.manifest(snapshot, context));
            Manifest current = context.place()
                    .capture()
                    .capture(
                            roots,
                            target.entries().stream().map(TreeEntry::path).toList());
            return restore(request, snapshot, new Sides(roots, current, target), context);
        } catch (NoSuchFileException prunedMeanwhile) {
            return unknown(snapshot.id());
        } catch (IOException failure) {
            return new Reply.Refused<>(SnapshotTaking.unavailable(failure));
        }
    }

    private static Manifest within(List<String> roots, Manifest manifest) {
        return manifest.only(path -> roots.stream().anyMatch(root -> RestoreScope.isUnder(path, root)));
    }

    /** What is there, and what is to be there. */
    private record Sides(List<String> roots, Manifest current, Manifest target) {

        /** The paths that differ, but for those that are left alone. */
        SortedSet<String> changing() {
            return differing(path -> !isLeftAlone(path));
        }

        SortedSet<String> leftAlone() {
            return differing(this::isLeftAlone);
        }

        private SortedSet<String> differing(Predicate<String> counts) {
            return Manifest.diff(current, target).stream()
                    .map(PathChange::path)
                    .filter(counts)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private boolean isLeftAlone(String path) {
            return RestoreScope.isLeftAlone(path)
                    || target.entry(path)
                            .filter(entry -> entry.mode() == TreeEntry.Mode.UNREADABLE)
                            .isPresent();
        }
    }

    private static Reply<RestoreSnapshotResult> restore(
            RestoreSnapshotRequest request, Snapshot snapshot, Sides sides, Context context) throws IOException {
        SortedSet<String> changing = sides.changing();
        Manifest current = sides.current();
        Optional<Refusal> refusal = unsaved(request, current.only(changing::contains), context.place())
                .or(() -> RestoreScope.heldByOthers(request, context, changing));
        if (refusal.isPresent()) {
            return new Reply.Refused<>(refusal.get());
        }
        return switch (SnapshotTaking.keep(context, order(request, snapshot, sides.roots()), current)) {
            case Taken.Refused(Refusal failed) -> new Reply.Refused<>(failed);
            case Taken.Done(Snapshot before, Manifest kept) -> {
                // What changed since it was looked at is kept as well, and is not overwritten.
                Manifest from = current.only(changing::contains);
                Outcome outcome = Manifest.diff(from, kept.only(changing::contains)).stream()
                        .findFirst()
                        .<Outcome>map(change -> new Outcome.Refused(change.path(), "it was changed meanwhile"))
                        .orElse(null);
                if (outcome != null) {
                    yield reply(outcome, snapshot, before, List.of(), context);
                }
                long announced = announce(request, snapshot, before, changing, context);
                outcome = context.place().restore().run(from, sides.target().only(changing::contains));
                Reply<RestoreSnapshotResult> reply =
                        reply(outcome, snapshot, before, List.copyOf(sides.leftAlone()), context);
                if (reply instanceof Reply.Refused<RestoreSnapshotResult>(Refusal refused)
                        && !(outcome instanceof Outcome.Between)) {
                    FileChanges.takeBack(context, announced, refused);
                }
                yield reply;
            }
        };
    }

    /** The log knows of it before the first file is touched. */
    private static long announce(
            RestoreSnapshotRequest request, Snapshot snapshot, Snapshot before, Set<String> changing, Context context) {
        return FileChanges.announce(
                context,
                request.agentId() == null ? null : request.agentId().text(),
                changing,
                Json.object().put("snapshot_id", snapshot.id()).put("pre_restore_snapshot_id", before.id()),
                SnapshotPair.text(before.number(), snapshot.number(), changing).orElse(null));
    }

    private static SnapshotTaking.Order order(RestoreSnapshotRequest request, Snapshot snapshot, List<String> roots) {
        NumberOrText agent = request.agentId();
        String override = request.overriddenBy() == null
                ? ""
                : ", over leases, by %s: %s".formatted(request.overriddenBy(), request.reason());
        return new SnapshotTaking.Order(
                agent == null ? snapshot.agentId() : agent.text(),
                "before restore of " + snapshot.id() + override,
                roots);
    }

    /** Changes that would be lost, were it not for the snapshot before; empty when the caller wants it so. */
    private static Optional<Refusal> unsaved(RestoreSnapshotRequest request, Manifest changing, Place place)
            throws IOException {
        Set<String> unsaved = new TreeSet<>();
        for (TreeEntry entry : changing.entries()) {
            if (entry.mode() == TreeEntry.Mode.UNREADABLE) {
                return Optional.of(new Refusal(
                        ErrorCode.PRECONDITION_FAILED,
                        "%s may not be read, so nobody could bring it back".formatted(entry.path()),
                        "Nothing was changed. Make it readable, or choose other paths."));
            }
            if (!request.force()
                    && !place.objects().has(entry.sha256())
                    && !place.head().holds(entry)) {
                unsaved.add(entry.path());
            }
        }
        return unsaved.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ErrorCode.PRECONDITION_FAILED,
                        "%d files hold changes that no snapshot and no commit holds: %s"
                                .formatted(unsaved.size(), shown(unsaved)),
                        "Nothing was changed. Take a snapshot or commit them, choose other paths, or call with force"
                                + " true."));
    }

    private static String shown(Set<String> paths) {
        String first = paths.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return paths.size() > SHOWN ? first + ", ..." : first;
    }

    private static Reply<RestoreSnapshotResult> reply(
            Outcome outcome, Snapshot snapshot, Snapshot before, List<String> leftAlone, Context context) {
        return switch (outcome) {
            case Outcome.Done(int paths) -> {
                Reply<RestoreSnapshotResult> answer =
                        Reply.answer(RestoreSnapshotResult.of(snapshot.id(), before.id(), paths, leftAlone));
                yield context.requestId() == null ? answer : context.decide(_ -> answer);
            }
            case Outcome.Refused(String path, String reason) ->
                Reply.refused(
                        ErrorCode.CONFLICT,
                        "%s cannot be restored: %s".formatted(path, reason),
                        "Nothing was changed. Look at the path, then call again, or choose other paths.");
            case Outcome.Busy() ->
                Reply.refused(
                        ErrorCode.CONFLICT,
                        "another restore goes on in this repository",
                        "Nothing was changed. Call again when it has ended.");
            case Outcome.Unsettled(int restores) ->
                Reply.refused(
                        ErrorCode.CONFLICT,
                        "%d restores were cut short and are not settled".formatted(restores),
                        "Nothing was changed. Run `ssot doctor --fix`, which finishes them or takes them back.");
            case Outcome.Between(List<String> paths, String reason) ->
                Reply.refused(
                        ErrorCode.STORE_UNAVAILABLE,
                        "the restore failed on the way (%s), and these paths could not be taken back: %s"
                                .formatted(reason, shown(new TreeSet<>(paths))),
                        "Mend what failed, then run `ssot doctor --fix`, which finishes it or takes it back. What the"
                                + " paths held before is kept in %s.".formatted(before.id()));
        };
    }
}

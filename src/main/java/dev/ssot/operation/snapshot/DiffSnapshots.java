package dev.ssot.operation.snapshot;

import dev.ssot.campaign.Snapshot;
import dev.ssot.operation.Context;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.snapshot.SnapshotIds.Named;
import dev.ssot.workspace.tree.Manifest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** {@code snapshot.diff}: the paths of which two snapshots hold different things. */
public final class DiffSnapshots implements UseCase<DiffSnapshotsRequest, DiffSnapshotsResult> {

    @Override
    public Reply<DiffSnapshotsResult> run(DiffSnapshotsRequest request, Context context) {
        Named before = context.read(view -> SnapshotIds.find("before", request.before(), view));
        Named after = context.read(view -> SnapshotIds.find("after", request.after(), view));
        if (before instanceof Named.Invalid(Refusal refusal)) {
            return new Reply.Refused<>(refusal);
        }
        if (after instanceof Named.Invalid(Refusal refusal)) {
            return new Reply.Refused<>(refusal);
        }
        if (before instanceof Named.Found(Snapshot old) && after instanceof Named.Found(Snapshot now)) {
            return compare(old, now, context);
        }
        return Reply.answer(DiffSnapshotsResult.missing(
                request.before().text(), request.after().text()));
    }

    private static Reply<DiffSnapshotsResult> compare(Snapshot before, Snapshot after, Context context) {
        try {
            return Reply.answer(
                    DiffSnapshotsResult.of(Manifest.diff(manifest(before, context), manifest(after, context))));
        } catch (NoSuchFileException prunedMeanwhile) {
            return Reply.answer(DiffSnapshotsResult.missing(before.id(), after.id()));
        } catch (IOException failure) {
            return new Reply.Refused<>(SnapshotTaking.unavailable(failure));
        }
    }

    /** What a snapshot holds. */
    public static Manifest manifest(Snapshot snapshot, Context context) throws IOException {
        return Manifest.parse(context.place().objects().read(snapshot.manifestSha256()));
    }
}

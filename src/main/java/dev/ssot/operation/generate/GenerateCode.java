package dev.ssot.operation.generate;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.Snapshot;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.WritablePath;
import dev.ssot.operation.generate.GenerateCodeResult.FileOutcomes;
import dev.ssot.operation.generate.GenerateCodeResult.Generated;
import dev.ssot.operation.generate.GenerateCodeResult.Meta;
import dev.ssot.operation.log.FileChanges;
import dev.ssot.operation.snapshot.SnapshotTaking;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.trace.FileImage;
import dev.ssot.registry.trace.WriteImage;
import dev.ssot.workspace.ConfinedFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code code.generate}: an artifact of an operation or of a slice, as text or in a file. No model is asked; the same
 * call makes the same text as long as catalog and registry are the same.
 */
public final class GenerateCode implements UseCase<GenerateCodeRequest, GenerateCodeResult> {

    private final Function<String, Optional<CatalogEntry>> operations;

    /** @param operations finds an operation by its id */
    public GenerateCode(Function<String, Optional<CatalogEntry>> operations) {
        this.operations = operations;
    }

    /** What making an artifact led to. */
    private sealed interface Made {

        record Ready(Artifact artifact) implements Made {}

        record Refused(Refusal refusal) implements Made {}
    }

    @Override
    public Reply<GenerateCodeResult> run(GenerateCodeRequest request, Context context) {
        Optional<Reply<GenerateCodeResult>> before = context.recorded();
        return before.isPresent() ? before.get() : context.withRegistry(registry -> run(request, context, registry));
    }

    private Reply<GenerateCodeResult> run(GenerateCodeRequest request, Context context, Registry registry) {
        return switch (Destination.of(request, context)) {
            case Destination.Choice.Refused(Refusal refusal) -> new Reply.Refused<>(refusal);
            case Destination.Choice.Chosen(Destination destination) ->
                switch (make(request, registry, destination.lease())) {
                    case Made.Refused(Refusal refusal) -> new Reply.Refused<>(refusal);
                    case Made.Ready(Artifact artifact) -> deliver(artifact, destination, request, context);
                };
        };
    }

    private Made make(GenerateCodeRequest request, Registry registry, @Nullable Lease lease) {
        boolean ofSlice = request.kind().equals("evidence") || request.kind().equals("test");
        if (ofSlice && (lease == null || request.operationId() != null)) {
            return refused(request.kind() + " is made for a lease", "Give lease_id and leave operation_id out.");
        }
        if (!ofSlice && request.operationId() == null) {
            return refused(request.kind() + " is made for an operation", "Give operation_id.");
        }
        Made made = ofSlice
                ? ofSlice(request.kind(), new SliceArtifacts(registry, Objects.requireNonNull(lease)))
                : ofOperation(request.kind(), String.valueOf(request.operationId()));
        if (made instanceof Made.Ready(Artifact artifact)) {
            return artifact.problem(request.validate())
                    .<Made>map(problem -> refused(
                            "the %s was not handed out: it %s".formatted(request.kind(), problem),
                            "Call with validate false to get it as far as it can be made, or mend what is named."))
                    .orElse(made);
        }
        return made;
    }

    private static Made ofSlice(String kind, SliceArtifacts slice) {
        return new Made.Ready(kind.equals("evidence") ? slice.evidence() : slice.test());
    }

    private Made ofOperation(String kind, String operationId) {
        Optional<CatalogEntry> found = operations.apply(operationId);
        if (found.isEmpty()) {
            return new Made.Refused(new Refusal(
                    ErrorCode.NOT_FOUND,
                    "unknown operation: " + operationId,
                    "Use the id of an operation of the catalog, such as slice.claim."));
        }
        CatalogEntry entry = found.get();
        if (kind.equals("schema")) {
            return new Made.Ready(OperationArtifacts.schema(entry));
        }
        CatalogEntry.Tool tool = entry.mcp();
        return tool == null
                ? refused(operationId + " has no tool that a client could call", "Name an operation with a tool.")
                : new Made.Ready(OperationArtifacts.client(entry, tool));
    }

    private static Reply<GenerateCodeResult> deliver(
            Artifact artifact, Destination destination, GenerateCodeRequest request, Context context) {
        byte[] bytes = artifact.text().getBytes(StandardCharsets.UTF_8);
        WritablePath path = destination.path();
        if (path == null) {
            return Reply.answer(answer(artifact, bytes, Written.NOTHING, request));
        }
        return switch (snapshot("before", path, request, context)) {
            case Kept.Refused(Refusal refusal) -> new Reply.Refused<>(refusal);
            case Kept.As(String before) -> write(artifact, bytes, destination, before, request, context);
        };
    }

    private static Reply<GenerateCodeResult> write(
            Artifact artifact,
            byte[] bytes,
            Destination destination,
            @Nullable String before,
            GenerateCodeRequest request,
            Context context) {
        WritablePath path = Objects.requireNonNull(destination.path());
        AtomicLong announced = new AtomicLong();
        Optional<Refusal> refusal = destination.write(
                bytes,
                path,
                request.expectedSha256(),
                present -> announced.set(announce(destination, present.orElse(null), bytes, request, context)));
        if (refusal.isPresent() && announced.get() > 0) {
            FileChanges.takeBack(context, announced.get(), refusal.get());
        }
        if (refusal.isPresent()) {
            return new Reply.Refused<>(refusal.get());
        }
        // The file is there, so a snapshot that fails now is told and not refused.
        Kept after = snapshot("after", path, request, context);
        Written written = new Written(
                FileOutcomes.of(path, bytes.length, after instanceof Kept.As(String id) ? id : null),
                before,
                after instanceof Kept.Refused(Refusal unkept) ? unkept.message() : null);
        GenerateCodeResult answer = answer(artifact, bytes, written, request);
        return context.requestId() == null ? Reply.answer(answer) : context.decide(tx -> Reply.answer(answer));
    }

    /** Tells the log before the file is touched; answers the number of the entry, or 0 when nothing changes. */
    private static long announce(
            Destination destination,
            byte @Nullable [] before,
            byte[] after,
            GenerateCodeRequest request,
            Context context) {
        String path = Objects.requireNonNull(destination.path()).text();
        if (Arrays.equals(before, after)) {
            return 0;
        }
        Lease lease = destination.lease();
        String agent = request.vcsAgentId() == null
                ? lease == null ? null : lease.workerId()
                : Long.toString(request.vcsAgentId());
        return FileChanges.announce(
                context,
                agent,
                List.of(path),
                Json.object().put("artifact", request.kind()).put("sha256", ConfinedFile.sha256(after)),
                new WriteImage(List.of(), List.of(new FileImage(path, before, after)))
                        .text()
                        .orElse(null));
    }

    /** What taking a snapshot led to. */
    private sealed interface Kept {

        /** @param id null when no agent asks for one */
        record As(@Nullable String id) implements Kept {}

        record Refused(Refusal refusal) implements Kept {}
    }

    private static Kept snapshot(String when, WritablePath path, GenerateCodeRequest request, Context context) {
        if (request.vcsAgentId() == null) {
            return new Kept.As(null);
        }
        SnapshotTaking.Order order = new SnapshotTaking.Order(
                Long.toString(request.vcsAgentId()), when + " code.generate", List.of(path.text()));
        return switch (SnapshotTaking.take(context, order, List.of(path.text()))) {
            case SnapshotTaking.Taken.Done(Snapshot snapshot, var _) -> new Kept.As(snapshot.id());
            case SnapshotTaking.Taken.Refused(Refusal refusal) -> new Kept.Refused(refusal);
        };
    }

    /** What was written, and the snapshots around it. */
    private record Written(
            @Nullable FileOutcomes outcomes,
            @Nullable String before,
            @Nullable String problem) {

        static final Written NOTHING = new Written(null, null, null);
    }

    private static GenerateCodeResult answer(
            Artifact artifact, byte[] bytes, Written written, GenerateCodeRequest request) {
        return new GenerateCodeResult(
                true,
                true,
                new Generated(
                        request.kind(),
                        request.operationId(),
                        request.leaseId(),
                        artifact.language().name().toLowerCase(Locale.ROOT),
                        artifact.text(),
                        ConfinedFile.sha256(bytes),
                        request.validate()),
                new Meta(
                        written.outcomes(),
                        request.prompt(),
                        request.vcsAgentId(),
                        written.before(),
                        written.problem()));
    }

    private static Made.Refused refused(String message, String next) {
        return new Made.Refused(new Refusal(ErrorCode.INVALID_ARGUMENTS, message, next));
    }
}

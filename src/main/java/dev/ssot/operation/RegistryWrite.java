package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Reason;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.validation.Validation;
import dev.ssot.registry.validation.ValidationReport;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which an operation changes the registry: check the revision, apply the mutation, validate what comes
 * out, save it.
 *
 * @param expectedRevision content hash that the registry must have before; null for whatever it has
 * @param lease the lease that the caller writes under: it has to hold it, and the write renews it; null for none
 * @param event makes the payload of the {@code registry_updated} event from the answer
 * @param target number of the operation that is undone or redone; null for a change of its own
 */
public record RegistryWrite(
        RegistryMutation mutation,
        @Nullable String expectedRevision,
        @Nullable LeaseRef lease,
        UnaryOperator<ObjectNode> event,
        @Nullable Long target) {

    /** A write that undoes nothing. */
    public RegistryWrite(
            RegistryMutation mutation,
            @Nullable String expectedRevision,
            @Nullable LeaseRef lease,
            UnaryOperator<ObjectNode> event) {
        this(mutation, expectedRevision, lease, event, null);
    }

    /** A write under no lease. */
    public RegistryWrite(
            RegistryMutation mutation, @Nullable String expectedRevision, UnaryOperator<ObjectNode> event) {
        this(mutation, expectedRevision, null, event);
    }

    /** The payload of the event of a change of one row. */
    public static ObjectNode event(String tool, String section, String entityId) {
        return Json.object()
                .put("source", "ssot-mcp")
                .put("tool", tool)
                .put("section", section)
                .put("entity_id", entityId);
    }

    public <A extends Record> Reply<A> run(Context context) {
        // Asked before the registry is locked: the control store may have to settle what a crash left in the registry.
        RepositoryFiles files = context.place().guardedFiles(context.now());
        return lease == null
                ? write(context, registry -> automated(registry, files, context.place()))
                : run(context, lease, files);
    }

    /**
     * The lease is renewed first, because no lease is looked at between the file and its event, and looked at again
     * under the registry's lock, because waiting for that may outlast it.
     */
    private <A extends Record> Reply<A> run(Context context, LeaseRef held, RepositoryFiles files) {
        Optional<Reply<A>> before = context.recorded();
        if (before.isPresent()) {
            return before.get();
        }
        Optional<Refusal> refusal = HeldLease.beat(context, held);
        if (refusal.isPresent()) {
            return new Reply.Refused<>(refusal.get());
        }
        AtomicReference<@Nullable Refusal> ended = new AtomicReference<>();
        Reply<A> reply = write(context, registry -> {
            ended.set(context.read(view -> HeldLease.refusal(view, held)).orElse(null));
            return ended.get() == null
                    ? automated(registry, files, context.place())
                    : new Change.Rejected(Reason.LEASE_ENDED, ended.get().message());
        });
        return ended.get() == null ? reply : new Reply.Refused<>(ended.get());
    }

    private <A extends Record> Reply<A> write(Context context, RegistryStore.Mutation mutation) {
        Place place = context.place();
        RegistryStore.Author author = new RegistryStore.Author(context.operationId(), agent(context), target);
        RegistryStore.Write write =
                new RegistryStore.Write(context.requestId(), context.fingerprint(), author, mutation);
        return switch (place.registries().write(write, context.now())) {
            case Writing.Written(ObjectNode answer) -> new Reply.Recorded<>(answer);
            case Writing.Rejected(Reason reason, String message) -> rejected(reason, message);
            case Writing.RequestIdReused() -> Reply.requestIdReused(String.valueOf(context.requestId()));
            case Writing.Locked(String message) ->
                Reply.refused(ErrorCode.REGISTRY_LOCKED, message, "Nothing was written. Call again in a moment.");
            case Writing.ReadOnly(String message) ->
                Reply.refused(ErrorCode.REGISTRY_READ_ONLY, message, "Write it with the release that wrote it last.");
            case Writing.Unreadable(String message) ->
                Reply.refused(
                        ErrorCode.REGISTRY_UNREADABLE,
                        message,
                        "The file was left as it is. Mend it, then call again.");
        };
    }

    private String agent(Context context) {
        if (lease == null) {
            return context.agent();
        }
        return context.read(view -> view.lease(lease.leaseId()))
                .map(Lease::workerId)
                .orElseGet(context::agent);
    }

    private static <A extends Record> Reply<A> rejected(Reason reason, String message) {
        return switch (reason) {
            case UNKNOWN_ID -> Reply.refused(ErrorCode.NOT_FOUND, message, "Find the id with registry_entity_search.");
            case INVALID ->
                Reply.refused(
                        ErrorCode.REGISTRY_INVALID,
                        message,
                        "Nothing was written. Correct what the message names, then call again.");
            case STALE_REVISION ->
                Reply.refused(
                        ErrorCode.CONFLICT, message, "Read the row again, decide anew, then call with its revision.");
            case LEASE_ENDED -> Reply.refused(ErrorCode.LEASE_NOT_ACTIVE, message, "Nothing was written. Claim anew.");
        };
    }

    private Change automated(Registry registry, RepositoryFiles files, Place place) {
        return switch (Automation.of(place)) {
            case Automation.Reading.Wrong(String message) -> new Change.Rejected(Reason.INVALID, message);
            case Automation.Reading.Ready(Automation automation) -> automation.along(decide(registry, files, place));
        };
    }

    private Change decide(Registry registry, RepositoryFiles files, Place place) {
        if (expectedRevision != null && !expectedRevision.equals(registry.contentHash())) {
            return new Change.Rejected(
                    Reason.STALE_REVISION,
                    "The registry is in revision %s, not %s".formatted(registry.contentHash(), expectedRevision));
        }
        return switch (mutation.apply(registry, files)) {
            case RegistryMutation.Result.Unknown(String message) -> new Change.Rejected(Reason.UNKNOWN_ID, message);
            case RegistryMutation.Result.Refused(String message) -> new Change.Rejected(Reason.INVALID, message);
            case RegistryMutation.Result.Unchanged(ObjectNode answer) ->
                new Change.Unchanged(
                        complete(answer, place, place.validation(registry).report()));
            case RegistryMutation.Result.Changed changed -> validated(changed, place);
        };
    }

    private Change validated(RegistryMutation.Result.Changed changed, Place place) {
        RepositoryFiles files = place.files().after(changed.files());
        Validation before = place.validation(changed.edit().before());
        Validation after = before.after(changed.edit(), files);
        boolean repairs = changed.ifInvalid() instanceof IfInvalid.OnlyNewFailures
                || changed.ifInvalid() instanceof IfInvalid.InAnswer;
        ValidationReport report = after.reportAfter(before, repairs);
        if (!report.passed()) {
            return switch (changed.ifInvalid()) {
                case IfInvalid.InAnswer() ->
                    new Change.Unchanged(compared(changed.answer(), place, before, after, report));
                case IfInvalid.Reported() ->
                    new Change.Unchanged(
                            complete(changed.answer(), place, report).put("passed", false));
                case IfInvalid stated -> new Change.Rejected(Reason.INVALID, stated.message(report.failures()));
            };
        }
        place.remember(after);
        ObjectNode answer = changed.ifInvalid() instanceof IfInvalid.InAnswer
                ? compared(changed.answer(), place, before, after, report)
                : complete(changed.answer(), place, report);
        return new Change.Accepted(changed.edit().after(), changed.files(), answer, event.apply(answer));
    }

    /** The answer of a repair: how the registry was before and would be, and what is new of it. */
    private static ObjectNode compared(
            ObjectNode answer, Place place, Validation before, Validation after, ValidationReport judged) {
        ValidationReport baseline = before.report();
        ValidationReport outcome = after.report();
        ObjectNode complete = complete(answer, place, outcome).put("passed", judged.passed());
        complete.put("validation_clean", outcome.passed());
        complete.set(
                "baseline_validation",
                baseline.brief(complete.path("registry_path").asText()));
        ArrayNode fresh = complete.putArray("new_validation_failures");
        judged.failures().stream()
                .filter(failure -> !baseline.failures().contains(failure))
                .forEach(fresh::add);
        return complete;
    }

    private static ObjectNode complete(ObjectNode answer, Place place, ValidationReport report) {
        String registryPath = place.registryPath();
        ObjectNode complete = Json.object().put("passed", true).put("registry_path", registryPath);
        complete.setAll(answer);
        complete.set("validation", report.brief(registryPath));
        return complete;
    }
}

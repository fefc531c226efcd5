package dev.ssot.operation.takeover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.log.OperationListResult.Operation;
import dev.ssot.operation.snapshot.ListSnapshotsResult;
import dev.ssot.operation.takeover.TakeoverResult.Handoff;
import dev.ssot.operation.workspace.WorkspaceStatuses;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code takeover.handoff}: what a worker changed, what passed and failed, and whether it is where work ends up. */
public final class Takeover implements UseCase<TakeoverRequest, TakeoverResult> {

    private static final int SHOWN = 5;

    /** Whose work it is, and the leases that are told of. */
    private record Subject(String agentId, List<Lease> leases) {}

    @Override
    public Reply<TakeoverResult> run(TakeoverRequest request, Context context) {
        long named = Stream.of(request.agentId(), request.leaseId(), request.featureId())
                .filter(Objects::nonNull)
                .count();
        if (named != 1) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "exactly one of agent_id, lease_id and feature_id is needed",
                    "Give the worker, the lease or the feature that is taken over.");
        }
        Optional<Subject> subject = context.read(view -> subject(request, view));
        return subject.isEmpty()
                ? Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "nobody left anything behind there",
                        "Use a worker or lease that `ssot leases list` shows, or a feature whose lease was given up.")
                : context.withRegistry(registry -> handoff(subject.get(), registry, context));
    }

    private static Optional<Subject> subject(TakeoverRequest request, ControlView view) {
        if (request.agentId() != null) {
            String agent = request.agentId().text();
            List<Lease> leases = view.leases(null).stream()
                    .filter(lease -> lease.workerId().equals(agent))
                    .sorted(Comparator.comparingLong(Lease::fencingToken).reversed())
                    .limit(SHOWN)
                    .toList();
            boolean known = !leases.isEmpty()
                    || view.worker(agent).isPresent()
                    || !view.operationLog().newest(agent, 1).isEmpty()
                    || !view.snapshots(agent, 1).isEmpty();
            return known ? Optional.of(new Subject(agent, leases)) : Optional.empty();
        }
        Optional<Lease> lease = request.leaseId() != null
                ? view.lease(request.leaseId())
                : view.leases(null).stream()
                        .filter(one -> one.featureId().equals(request.featureId()) && isLeft(one, view))
                        .max(Comparator.comparingLong(Lease::fencingToken));
        return lease.map(found -> new Subject(found.workerId(), List.of(found)));
    }

    private static boolean isLeft(Lease lease, ControlView view) {
        return lease.status() == LeaseStatus.ABANDONED
                || lease.status() == LeaseStatus.EXPIRED
                || lease.isOverdue(view.now());
    }

    private static Reply<TakeoverResult> handoff(Subject subject, Registry registry, Context context) {
        String agent = subject.agentId();
        List<LeaseBrief> leases = subject.leases().stream()
                .map(lease -> new LeaseBriefing(context, registry, lease).brief())
                .toList();
        ObjectNode workspace;
        try {
            workspace = WorkspaceStatuses.of(agent, context);
        } catch (IOException failure) {
            workspace = Json.object().put("has_workspace", true).put("problem", failure.getMessage());
        }
        ObjectNode told = workspace;
        return Reply.answer(context.read(view -> new TakeoverResult(
                true,
                true,
                new Handoff(
                        "vox_takeover_handoff_v1",
                        1,
                        new TakeoverResult.Repository(
                                context.place().root().toString(),
                                context.place().repositoryId()),
                        agent,
                        told,
                        view.snapshots(agent, SHOWN).stream()
                                .map(ListSnapshotsResult.Line::of)
                                .toList(),
                        view.operationLog().newest(agent, SHOWN).stream()
                                .map(entry -> Operation.of(entry, view.operationLog()))
                                .toList(),
                        leases))));
    }
}

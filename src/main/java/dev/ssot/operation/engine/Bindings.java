package dev.ssot.operation.engine;

import dev.ssot.operation.entity.EntityGet;
import dev.ssot.operation.entity.EntityGetRequest;
import dev.ssot.operation.entity.EntityGetResult;
import dev.ssot.operation.entity.EntityList;
import dev.ssot.operation.entity.EntityListRequest;
import dev.ssot.operation.entity.EntityListResult;
import dev.ssot.operation.entity.EntitySearch;
import dev.ssot.operation.entity.EntitySearchRequest;
import dev.ssot.operation.entity.EntitySearchResult;
import dev.ssot.operation.entity.EntityUpsert;
import dev.ssot.operation.entity.EntityUpsertRequest;
import dev.ssot.operation.entity.EntityUpsertResult;
import dev.ssot.operation.entity.RegistryRead;
import dev.ssot.operation.entity.RegistryReadRequest;
import dev.ssot.operation.entity.RegistryReadResult;
import dev.ssot.operation.event.AckEvents;
import dev.ssot.operation.event.AckEventsRequest;
import dev.ssot.operation.event.AckEventsResult;
import dev.ssot.operation.event.Conflicts;
import dev.ssot.operation.event.ConflictsRequest;
import dev.ssot.operation.event.ConflictsResult;
import dev.ssot.operation.event.WorkerEvents;
import dev.ssot.operation.event.WorkerEventsRequest;
import dev.ssot.operation.event.WorkerEventsResult;
import dev.ssot.operation.orchestrator.OrchestratorStart;
import dev.ssot.operation.orchestrator.OrchestratorStartRequest;
import dev.ssot.operation.orchestrator.OrchestratorStartResult;
import dev.ssot.operation.orchestrator.OrchestratorStatus;
import dev.ssot.operation.orchestrator.OrchestratorStatusRequest;
import dev.ssot.operation.orchestrator.OrchestratorStatusResult;
import dev.ssot.operation.slice.AbandonSlice;
import dev.ssot.operation.slice.AbandonSliceRequest;
import dev.ssot.operation.slice.AbandonSliceResult;
import dev.ssot.operation.slice.BlockedTransitions;
import dev.ssot.operation.slice.BlockedTransitionsRequest;
import dev.ssot.operation.slice.BlockedTransitionsResult;
import dev.ssot.operation.slice.CampaignStatus;
import dev.ssot.operation.slice.CampaignStatusRequest;
import dev.ssot.operation.slice.CampaignStatusResult;
import dev.ssot.operation.slice.ClaimSlice;
import dev.ssot.operation.slice.ClaimSliceRequest;
import dev.ssot.operation.slice.ClaimSliceResult;
import dev.ssot.operation.slice.CompleteSlice;
import dev.ssot.operation.slice.CompleteSliceRequest;
import dev.ssot.operation.slice.CompleteSliceResult;
import dev.ssot.operation.slice.ListMaturationQueue;
import dev.ssot.operation.slice.MaturationQueueRequest;
import dev.ssot.operation.slice.MaturationQueueResult;
import dev.ssot.operation.slice.RenewLease;
import dev.ssot.operation.slice.RenewLeaseRequest;
import dev.ssot.operation.slice.RenewLeaseResult;
import dev.ssot.operation.slice.SliceContext;
import dev.ssot.operation.slice.SliceContextRequest;
import dev.ssot.operation.slice.SliceContextResult;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Every operation that this build can run. The catalog declares the same ids; a test holds the two together. */
public final class Bindings {

    private Bindings() {}

    /** @param isToolRegistered tells whether a tool exists here, for results that recommend calls */
    public static List<Binding<?, ?>> all(Predicate<String> isToolRegistered) {
        ClaimSlice claim = new ClaimSlice(Bindings::leaseId, isToolRegistered);
        return List.of(
                new Binding<>("slice.claim", ClaimSliceRequest.class, ClaimSliceResult.class, claim),
                new Binding<>("slice.context", SliceContextRequest.class, SliceContextResult.class, new SliceContext()),
                new Binding<>("slice.renew", RenewLeaseRequest.class, RenewLeaseResult.class, new RenewLease()),
                new Binding<>(
                        "slice.complete", CompleteSliceRequest.class, CompleteSliceResult.class, new CompleteSlice()),
                new Binding<>("slice.abandon", AbandonSliceRequest.class, AbandonSliceResult.class, new AbandonSlice()),
                new Binding<>(
                        "campaign.status",
                        CampaignStatusRequest.class,
                        CampaignStatusResult.class,
                        new CampaignStatus()),
                new Binding<>(
                        "blocker.list",
                        BlockedTransitionsRequest.class,
                        BlockedTransitionsResult.class,
                        new BlockedTransitions()),
                new Binding<>(
                        "maturation.queue",
                        MaturationQueueRequest.class,
                        MaturationQueueResult.class,
                        new ListMaturationQueue()),
                new Binding<>("event.list", WorkerEventsRequest.class, WorkerEventsResult.class, new WorkerEvents()),
                new Binding<>("event.ack", AckEventsRequest.class, AckEventsResult.class, new AckEvents()),
                new Binding<>("conflict.list", ConflictsRequest.class, ConflictsResult.class, new Conflicts()),
                new Binding<>("registry.entity.get", EntityGetRequest.class, EntityGetResult.class, new EntityGet()),
                new Binding<>(
                        "registry.entity.list", EntityListRequest.class, EntityListResult.class, new EntityList()),
                new Binding<>(
                        "registry.entity.search",
                        EntitySearchRequest.class,
                        EntitySearchResult.class,
                        new EntitySearch()),
                new Binding<>(
                        "registry.entity.upsert",
                        EntityUpsertRequest.class,
                        EntityUpsertResult.class,
                        new EntityUpsert()),
                new Binding<>("registry.read", RegistryReadRequest.class, RegistryReadResult.class, new RegistryRead()),
                new Binding<>(
                        "orchestrator.start",
                        OrchestratorStartRequest.class,
                        OrchestratorStartResult.class,
                        new OrchestratorStart()),
                new Binding<>(
                        "orchestrator.status",
                        OrchestratorStatusRequest.class,
                        OrchestratorStatusResult.class,
                        new OrchestratorStatus()));
    }

    private static String leaseId() {
        return "lease:" + UUID.randomUUID().toString().replace("-", "");
    }
}

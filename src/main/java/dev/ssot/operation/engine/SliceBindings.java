package dev.ssot.operation.engine;

import dev.ssot.operation.completion.ExecutedRuns;
import dev.ssot.operation.completion.GateReportRequest;
import dev.ssot.operation.completion.GateReportResult;
import dev.ssot.operation.completion.GateReports;
import dev.ssot.operation.completion.RecordedRuns;
import dev.ssot.operation.completion.SliceGate;
import dev.ssot.operation.completion.SliceRuns;
import dev.ssot.operation.slice.AbandonSlice;
import dev.ssot.operation.slice.AbandonSliceRequest;
import dev.ssot.operation.slice.AbandonSliceResult;
import dev.ssot.operation.slice.Beat;
import dev.ssot.operation.slice.BeatRequest;
import dev.ssot.operation.slice.BeatResult;
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
import dev.ssot.operation.slice.ExtendScope;
import dev.ssot.operation.slice.ExtendScopeRequest;
import dev.ssot.operation.slice.ExtendScopeResult;
import dev.ssot.operation.slice.ListMaturationQueue;
import dev.ssot.operation.slice.MaturationQueueRequest;
import dev.ssot.operation.slice.MaturationQueueResult;
import dev.ssot.operation.slice.RenewLease;
import dev.ssot.operation.slice.RenewLeaseRequest;
import dev.ssot.operation.slice.RenewLeaseResult;
import dev.ssot.operation.slice.SliceContext;
import dev.ssot.operation.slice.SliceContextRequest;
import dev.ssot.operation.slice.SliceContextResult;
import dev.ssot.registry.VerificationLevel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Slices, campaigns and blockers. */
final class SliceBindings {

    private SliceBindings() {}

    static List<Binding<?, ?>> all(Predicate<String> isToolRegistered) {
        ClaimSlice claim = new ClaimSlice(SliceBindings::leaseId, isToolRegistered);
        return List.of(
                new Binding<>("slice.claim", ClaimSliceRequest.class, ClaimSliceResult.class, claim),
                new Binding<>("slice.context", SliceContextRequest.class, SliceContextResult.class, new SliceContext()),
                new Binding<>("slice.renew", RenewLeaseRequest.class, RenewLeaseResult.class, new RenewLease()),
                new Binding<>(
                        "slice.complete",
                        CompleteSliceRequest.class,
                        CompleteSliceResult.class,
                        new CompleteSlice(new SliceGate(runs()), SliceBindings::reportId)),
                new Binding<>("slice.abandon", AbandonSliceRequest.class, AbandonSliceResult.class, new AbandonSlice()),
                new Binding<>(
                        "slice.extend_scope", ExtendScopeRequest.class, ExtendScopeResult.class, new ExtendScope()),
                new Binding<>("gate.report", GateReportRequest.class, GateReportResult.class, new GateReports()),
                new Binding<>("slice.beat", BeatRequest.class, BeatResult.class, new Beat()),
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
                        new ListMaturationQueue()));
    }

    private static Map<VerificationLevel, SliceRuns> runs() {
        return Map.of(VerificationLevel.OBSERVED, new RecordedRuns(), VerificationLevel.EXECUTED, new ExecutedRuns());
    }

    private static String reportId() {
        return "gtr:" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String leaseId() {
        return "lease:" + UUID.randomUUID().toString().replace("-", "");
    }
}

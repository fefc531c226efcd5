package dev.ssot.operation.slice;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.RepoPath;
import dev.ssot.operation.Context;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code slice.context}: the lease with its feature, claims, tests and evidence, in one call. */
public final class SliceContext implements UseCase<SliceContextRequest, SliceContextResult> {

    @Override
    public Reply<SliceContextResult> run(SliceContextRequest request, Context context) {
        return context.withRegistry(registry -> {
            Optional<Lease> lease = context.read(view -> view.lease(request.leaseId()));
            return lease.isEmpty()
                    ? new Reply.Refused<>(HeldLease.unknown(request.leaseId()))
                    : Reply.answer(of(registry, lease.get(), context));
        });
    }

    private static SliceContextResult of(Registry registry, Lease lease, Context context) {
        Optional<Row> feature = registry.find(Section.FEATURES, lease.featureId());
        List<Row> claims = registry.findAll(
                Section.CLAIMS, feature.map(row -> row.texts("claim_ids")).orElse(List.of()));
        List<Row> tests = registry.findAll(
                Section.TESTS, feature.map(row -> row.texts("test_ids")).orElse(List.of()));
        Set<String> evidence = new LinkedHashSet<>();
        claims.forEach(claim -> evidence.addAll(claim.texts("evidence_ids")));
        return new SliceContextResult(
                true,
                LeaseView.withoutToken(lease, context.now()),
                feature.map(Row::json).orElse(null),
                claims.stream().map(Row::json).toList(),
                tests.stream().map(Row::json).toList(),
                registry.findAll(Section.EVIDENCE, evidence).stream()
                        .map(Row::json)
                        .toList(),
                RepoPath.FORBIDDEN);
    }
}

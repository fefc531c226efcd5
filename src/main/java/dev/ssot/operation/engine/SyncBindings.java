package dev.ssot.operation.engine;

import dev.ssot.operation.Report;
import dev.ssot.operation.assurance.VerifyLocalRelease;
import dev.ssot.operation.assurance.VerifyLocalRequest;
import dev.ssot.operation.proof.CertifyProofGraph;
import dev.ssot.operation.proof.CertifyProofGraphRequest;
import dev.ssot.operation.sync.SyncStatuses;
import dev.ssot.operation.sync.SyncStatusesRequest;
import java.util.List;

/** Statuses that follow from what is known, and what a release rests on. */
final class SyncBindings {

    private SyncBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>("registry.sync_statuses", SyncStatusesRequest.class, Report.class, new SyncStatuses()),
                new Binding<>("release.verify_local", VerifyLocalRequest.class, Report.class, new VerifyLocalRelease()),
                new Binding<>(
                        "feature.certify_proof_graph",
                        CertifyProofGraphRequest.class,
                        Report.class,
                        new CertifyProofGraph()));
    }
}

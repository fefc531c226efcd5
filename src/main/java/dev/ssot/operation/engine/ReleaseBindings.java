package dev.ssot.operation.engine;

import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.guard.ClaimEvaluationRequest;
import dev.ssot.operation.guard.EvidenceVerificationRequest;
import dev.ssot.operation.guard.GuardQuestions;
import dev.ssot.operation.guard.ProfileEvaluationRequest;
import dev.ssot.operation.release.BoundaryFreezeRequest;
import dev.ssot.operation.release.ReleaseCertifyRequest;
import dev.ssot.operation.release.ReleaseOperations;
import dev.ssot.operation.release.ReleaseRevokeRequest;
import dev.ssot.operation.release.ReleaseStepRequest;
import java.util.List;

/** What the guards say, and the states that only they let through. */
final class ReleaseBindings {

    private ReleaseBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                binding("claim.evaluate", ClaimEvaluationRequest.class, GuardQuestions::evaluateClaims),
                binding("evidence.verify", EvidenceVerificationRequest.class, GuardQuestions::verifyEvidence),
                binding("profile.evaluate", ProfileEvaluationRequest.class, GuardQuestions::evaluateProfile),
                binding("profile.verify", ProfileEvaluationRequest.class, GuardQuestions::evaluateProfile),
                binding("boundary.freeze", BoundaryFreezeRequest.class, ReleaseOperations::freeze),
                binding("release.certify", ReleaseCertifyRequest.class, ReleaseOperations::certify),
                binding("release.promote", ReleaseStepRequest.class, ReleaseOperations::promote),
                binding("release.publish", ReleaseStepRequest.class, ReleaseOperations::publish),
                binding("release.revoke", ReleaseRevokeRequest.class, ReleaseOperations::revoke));
    }

    private static <Q extends Record> Binding<Q, Report> binding(
            String operationId, Class<Q> request, UseCase<Q, Report> useCase) {
        return new Binding<>(operationId, request, Report.class, useCase);
    }
}

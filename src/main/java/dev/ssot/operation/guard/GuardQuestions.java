package dev.ssot.operation.guard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.completion.KeptProofs;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.ClaimClosure;
import dev.ssot.registry.guard.EvidenceVerification;
import dev.ssot.registry.guard.ProfileEvaluation;
import dev.ssot.registry.guard.TierGate;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the guards say of claims, evidence and profiles as they stand. */
public final class GuardQuestions {

    private GuardQuestions() {}

    /** {@code claim.evaluate}. */
    public static Reply<Report> evaluateClaims(ClaimEvaluationRequest request, Context context) {
        return context.withRegistry(registry -> {
            ClaimClosure closure = new ClaimClosure(registry);
            TierGate gate = new TierGate(registry, context.place().files(), KeptProofs.of(context));
            return all(Section.CLAIMS, request.claimId(), registry, context.place(), claim -> {
                ObjectNode report = Json.tree(closure.evaluate(claim));
                if (request.includeTierGate()) {
                    report.set("tier_gate", Json.tree(gate.evaluate(claim)));
                }
                return report;
            });
        });
    }

    /** {@code evidence.verify}. */
    public static Reply<Report> verifyEvidence(EvidenceVerificationRequest request, Context context) {
        return context.withRegistry(registry -> {
            EvidenceVerification verification =
                    new EvidenceVerification(registry, context.place().files(), KeptProofs.of(context));
            return all(
                    Section.EVIDENCE,
                    request.evidenceId(),
                    registry,
                    context.place(),
                    evidence -> Json.tree(verification.verify(evidence)));
        });
    }

    /** {@code profile.evaluate} and {@code profile.verify}. */
    public static Reply<Report> evaluateProfile(ProfileEvaluationRequest request, Context context) {
        return context.withRegistry(registry -> {
            Optional<Row> profile = registry.find(Section.PROFILES, request.profileId());
            if (profile.isEmpty()) {
                return Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "Unknown profile id: " + request.profileId(),
                        "Find the id with registry_entity_search.");
            }
            ProfileEvaluation.Result result = new ProfileEvaluation(registry).evaluate(profile.get());
            ObjectNode report = report(result.passed(), context.place());
            report.set("profile", Json.tree(result));
            return Reply.answer(new Report(report));
        });
    }

    /** One row, or every row of the section sorted by id, with the failures of all together. */
    private static Reply<Report> all(
            Section section, @Nullable String id, Registry registry, Place place, Function<Row, ObjectNode> judge) {
        List<Row> rows = id == null
                ? registry.rows(section).stream()
                        .sorted(Comparator.comparing(Row::id, CanonicalJson.CODE_POINT_ORDER))
                        .toList()
                : registry.findAll(section, List.of(id));
        Set<String> failures = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        if (id != null && rows.isEmpty()) {
            failures.add("Missing %s %s".formatted(section.label(), id));
        }
        ArrayNode reports = Json.object().arrayNode();
        for (Row row : rows) {
            ObjectNode report = judge.apply(row);
            reports.add(report);
            report.path("failures").forEach(failure -> failures.add(failure.asText()));
            report.at("/tier_gate/failures").forEach(failure -> failures.add(failure.asText()));
        }
        ObjectNode report = report(failures.isEmpty(), place);
        report.set("failures", Json.MAPPER.valueToTree(failures));
        report.set(section.key(), reports);
        return Reply.answer(new Report(report));
    }

    private static ObjectNode report(boolean passed, Place place) {
        return Json.object().put("passed", passed).put("registry_path", place.registryPath());
    }
}

package dev.ssot.registry.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Edit;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.CertificationReport;
import dev.ssot.registry.guard.ReleaseGuard;
import dev.ssot.registry.guard.ReleaseScope;
import dev.ssot.registry.guard.ReleaseStep;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation.Result;
import dev.ssot.registry.validation.ValidationReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A release that wants to take a step, judged against one snapshot.
 *
 * @param guard null when the registry itself is not valid
 */
record ReleaseAdvance(
        ReleaseStep step,
        Registry registry,
        String releaseId,
        ValidationReport preflight,
        @Nullable CertificationReport guard) {

    /** @param releaseId null for the active release */
    static ReleaseAdvance judge(ReleaseStep step, Registry registry, @Nullable String releaseId, Occasion occasion) {
        String id = releaseId == null ? Occasion.active(registry, "active_release_id") : releaseId;
        ValidationReport preflight = occasion.preflight().apply(registry);
        CertificationReport guard = preflight.passed() ? new ReleaseGuard(registry, step).report(id) : null;
        return new ReleaseAdvance(step, registry, id, preflight, guard);
    }

    /** Why the release may not take the step, if it may not. */
    Optional<Result> refusal() {
        if (guard == null) {
            return Optional.of(
                    new Result.Refused("Registry validation failed; release %s refused".formatted(step.noun())));
        }
        if (guard.passed()) {
            return Optional.empty();
        }
        String failures = String.join("; ", guard.failures());
        return Optional.of(
                registry.contains(Section.RELEASES, releaseId)
                        ? new Result.Refused(failures)
                        : new Result.Unknown(failures));
    }

    /** The release and its claims with the status of the step; a claim that is beyond it stays there. */
    Draft draft() {
        Draft draft = new Draft(registry);
        draft.edit(Section.RELEASES, releaseId).put("status", step.status());
        scope(registry).claims().stream()
                .filter(claim -> !step.isReachedBy(claim.text("status")))
                .forEach(claim -> draft.edit(Section.CLAIMS, claim.id()).put("status", step.status()));
        return draft;
    }

    ReleaseScope scope(Registry snapshot) {
        return ReleaseScope.of(
                snapshot, snapshot.find(Section.RELEASES, releaseId).orElseThrow());
    }

    Result changed(Edit edit, ObjectNode answer, List<FileChange> files) {
        return new Result.Changed(
                edit, new IfInvalid.Sentence("Registry validation failed after " + step.noun()), answer, files);
    }

    /** The step is taken, and its snapshot written with a report that says where it is. */
    Result withSnapshot(Edit edit, ObjectNode snapshot, String path, Occasion occasion) {
        ObjectNode report = Json.object()
                .put("passed", true)
                .put("release_id", releaseId)
                .put("output_path", occasion.absolute(path));
        ObjectNode answer = report.deepCopy().without("passed");
        answer.set("snapshot", snapshot.get("summary"));
        return changed(
                edit,
                answer,
                List.of(ReleaseFiles.put(path, snapshot), ReleaseFiles.put(ReleaseFiles.report(step.noun()), report)));
    }
}

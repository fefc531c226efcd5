package dev.ssot.registry.release;

import dev.ssot.registry.Edit;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.guard.ReleaseScope;
import dev.ssot.registry.guard.ReleaseStep;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Promotes a certified release with its claims, and keeps it in a snapshot with the hashes of the files that prove it.
 * The policy {@code promotion.require_release_snapshot_hashes} asks for each of these files to be there, and to be what
 * the source snapshot of the release recorded, if one was taken.
 *
 * @param releaseId null for the active one
 */
public record PromoteRelease(@Nullable String releaseId, Occasion occasion) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        ReleaseAdvance advance = ReleaseAdvance.judge(ReleaseStep.PROMOTION, registry, releaseId, occasion);
        return advance.refusal().orElseGet(() -> promoted(advance, files));
    }

    private Result promoted(ReleaseAdvance advance, RepositoryFiles files) {
        Edit edit = advance.draft().finish();
        ReleaseScope scope = advance.scope(edit.after());
        ProofFiles proof = ProofFiles.of(scope, files);
        boolean judged = advance.registry()
                .guardPolicy(ReleaseStep.PROMOTION.noun())
                .path("require_release_snapshot_hashes")
                .asBoolean(true);
        List<String> failures = judged ? proof.failures(files) : List.of();
        return failures.isEmpty()
                ? advance.withSnapshot(
                        edit,
                        new Snapshots(edit.after(), occasion).ofPromoted(scope, proof.hashes()),
                        ReleaseFiles.snapshot(advance.releaseId(), "release"),
                        occasion)
                : new Result.Refused(String.join("; ", failures));
    }
}

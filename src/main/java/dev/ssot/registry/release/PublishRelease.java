package dev.ssot.registry.release;

import dev.ssot.registry.Edit;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.guard.ReleaseStep;
import dev.ssot.registry.mutation.RegistryMutation;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a promoted release with its claims, and keeps it in a snapshot.
 *
 * @param releaseId null for the active one
 */
public record PublishRelease(@Nullable String releaseId, Occasion occasion) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        ReleaseAdvance advance = ReleaseAdvance.judge(ReleaseStep.PUBLICATION, registry, releaseId, occasion);
        return advance.refusal().orElseGet(() -> published(advance));
    }

    private Result published(ReleaseAdvance advance) {
        Edit edit = advance.draft().finish();
        return advance.withSnapshot(
                edit,
                new Snapshots(edit.after(), occasion).ofPublished(advance.scope(edit.after())),
                ReleaseFiles.snapshot(advance.releaseId(), "published"),
                occasion);
    }
}

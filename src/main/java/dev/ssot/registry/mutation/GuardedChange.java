package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Edit;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Renaming;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.guard.GuardedState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How every mutation of rows ends: what only a guarded operation may change is compared before anything else. */
final class GuardedChange {

    private GuardedChange() {}

    static RegistryMutation.Result of(Draft draft, RepositoryFiles files, IfInvalid ifInvalid, ObjectNode answer) {
        return of(draft, files, ifInvalid, answer, List.of(), null);
    }

    /** @param renaming the row that gets another id, if one does */
    static RegistryMutation.Result of(
            Draft draft,
            RepositoryFiles files,
            IfInvalid ifInvalid,
            ObjectNode answer,
            List<FileChange> changes,
            @Nullable Renaming renaming) {
        Edit edit = draft.finish();
        Optional<String> violation = GuardedState.violation(edit, files.after(changes), renaming);
        return violation.isPresent()
                ? new RegistryMutation.Result.Refused(violation.get())
                : new RegistryMutation.Result.Changed(edit, ifInvalid, answer, changes);
    }
}

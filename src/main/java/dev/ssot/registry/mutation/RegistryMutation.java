package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Edit;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import java.util.List;

/**
 * A change of the registry: a pure function from one snapshot to the next, with what the caller is told and the files
 * that change along. It may be applied more than once, to different snapshots, when others write meanwhile. What comes
 * out is validated before anything is saved.
 */
@FunctionalInterface
public interface RegistryMutation {

    Result apply(Registry registry, RepositoryFiles files);

    /** What a mutation leads to, before validation. */
    sealed interface Result {

        /**
         * @param ifInvalid what to say when the next snapshot breaks a rule
         * @param answer what the caller gets, without {@code passed}, {@code registry_path}, {@code validation} and
         *     {@code automation}
         */
        record Changed(Edit edit, IfInvalid ifInvalid, ObjectNode answer, List<FileChange> files) implements Result {

            public Changed(Edit edit, IfInvalid ifInvalid, ObjectNode answer) {
                this(edit, ifInvalid, answer, List.of());
            }
        }

        /** Nothing has to be written: the registry is already as asked for. */
        record Unchanged(ObjectNode answer) implements Result {}

        /** A row that the caller names is not there. */
        record Unknown(String message) implements Result {}

        /** The change is wrong in itself, or a guard does not let it through. */
        record Refused(String message) implements Result {}
    }
}

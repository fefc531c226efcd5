package dev.ssot.operation.project;

import dev.ssot.registry.FileChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contracts that a new project begins with. */
@FunctionalInterface
public interface ProjectContracts {

    /**
     * A catalog with one operation as an example, its schemas, and everything that is published from them; all of it
     * agrees.
     *
     * @param template what the operation is about; null for nothing in particular
     */
    List<FileChange.Put> of(String projectName, String packageKind, @Nullable String template);
}

package dev.ssot.operation.project;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new project, in the envelope of the tools that are called by their contract's names. */
public record ProjectInitResult(boolean passed, boolean success, Project data) {

    /**
     * What was made.
     *
     * @param createdRelativePaths of the files, from the repository's root
     * @param templateApplied null for none
     */
    public record Project(
            String packageKind,
            String projectName,
            List<String> createdRelativePaths,
            @Nullable String templateApplied) {}
}

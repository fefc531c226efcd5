package dev.ssot.operation.repository;

/** A repository, in the envelope of the tools that are called by their contract's names. */
public record RepoStatusResult(boolean passed, boolean success, RepoWorkspaceStatus data) {

    static RepoStatusResult of(RepoWorkspaceStatus status) {
        return new RepoStatusResult(true, true, status);
    }
}

package dev.ssot.registry.guard;

/** Answers whether an artifact that a row names stands in the repository. */
@FunctionalInterface
public interface ArtifactPresence {

    /** True when the repository-relative path exists; false also for a path that leaves the repository. */
    boolean exists(String path);
}

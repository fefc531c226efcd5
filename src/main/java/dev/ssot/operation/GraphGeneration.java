package dev.ssot.operation;

import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.config.RepoConfig;
import java.util.List;

/** Draws the graphs of a registry that its repository wants anew after each change. */
@FunctionalInterface
public interface GraphGeneration {

    /** The files to be written along with the change. */
    List<FileChange.Put> generate(Registry registry, RepoConfig.Graphs wanted);
}

package dev.ssot.operation;

import dev.ssot.campaign.RepoPath;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.config.RepoConfig;
import dev.ssot.registry.export.GraphFormat;
import dev.ssot.registry.export.RegistryGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the graphs of a registry that its repository wants anew after each change. */
final class GraphGeneration {

    private GraphGeneration() {}

    /** What drawing led to. */
    sealed interface Generated {

        /**
         * @param files to be written along with the change
         * @param problems why some of the wanted ones are not among them; a registry that has grown too large for an
         *     image must still be changeable
         */
        record Drawn(List<FileChange.Put> files, List<String> problems) implements Generated {}

        /** The configuration names a file that graphs must not go to. */
        record Misplaced(String message) implements Generated {}
    }

    static Generated of(Registry registry, RepoConfig.Graphs wanted, RepositoryFiles files) {
        RegistryGraph graph = RegistryGraph.of(registry);
        List<FileChange.Put> drawn = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : wanted.formats().stream().distinct().toList()) {
            GraphFormat format = GraphFormat.of(name);
            String output = "%s/%s.%s".formatted(wanted.outputDir(), wanted.basename(), format.extension());
            Optional<String> path = files.resolve(output).filter(RepoPath::mayBeWritten);
            if (path.isEmpty()) {
                return new Generated.Misplaced(
                        "generation.graphs.output_dir and basename lead where no graph may be written: " + output);
            }
            format.render(graph)
                    .ifPresentOrElse(
                            content -> drawn.add(new FileChange.Put(path.get(), content, true)),
                            () -> problems.add("%s: %s".formatted(output, GraphFormat.tooLarge(graph))));
        }
        return new Generated.Drawn(drawn, problems);
    }
}

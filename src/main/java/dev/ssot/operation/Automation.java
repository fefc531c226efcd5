package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.config.RepoConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a repository has done along with each change of its registry, as its configuration says. Documents of packages
 * are not synchronised: there are none yet.
 *
 * @param config null when the repository has none
 */
record Automation(Path root, @Nullable RepoConfig config) {

    /** Nothing draws graphs yet: a repository that asks for them gets an empty list. */
    private static final GraphGeneration GRAPHS = (_, _) -> List.of();

    /** What reading the configuration led to; a repository whose configuration is wrong is not changed. */
    sealed interface Reading {

        record Ready(Automation automation) implements Reading {}

        record Wrong(String message) implements Reading {}
    }

    static Reading of(Place place) {
        return switch (RepoConfig.of(place.files())) {
            case RepoConfig.Reading.Valid(RepoConfig config) -> new Reading.Ready(new Automation(place.root(), config));
            case RepoConfig.Reading.Absent() -> new Reading.Ready(new Automation(place.root(), null));
            case RepoConfig.Reading.Invalid(String message) -> new Reading.Wrong(message);
        };
    }

    /** The change with what is done along with it. */
    Change along(Change change) {
        return switch (change) {
            case Change.Accepted(Registry registry, List<FileChange> files, ObjectNode answer, ObjectNode event) -> {
                List<FileChange.Put> graphs = graphs(registry);
                List<FileChange> all = new ArrayList<>(files);
                all.addAll(graphs);
                yield new Change.Accepted(registry, all, with(answer, graphs), event);
            }
            case Change.Unchanged(ObjectNode answer) -> new Change.Unchanged(with(answer, List.of()));
            case Change.Rejected rejected -> rejected;
        };
    }

    private List<FileChange.Put> graphs(Registry registry) {
        return Optional.ofNullable(config)
                .flatMap(RepoConfig::graphsAfterChange)
                .map(wanted -> GRAPHS.generate(registry, wanted))
                .orElse(List.of());
    }

    /** The answer with what was done; the registry was validated as a part of the change. */
    private ObjectNode with(ObjectNode answer, List<FileChange.Put> graphs) {
        ObjectNode json = answer.putObject("automation")
                .put("passed", true)
                .put("config_path", root.resolve(RepoConfig.PATH).toString())
                .put("skipped", config == null)
                .putNull("sync");
        boolean validates = config != null && config.validatesAfterChange();
        json.set("validation", validates ? answer.path("validation") : answer.nullNode());
        ArrayNode paths = json.putObject("generation").putArray("graphs");
        graphs.forEach(graph -> paths.add(root.resolve(graph.path()).toString()));
        return answer;
    }
}

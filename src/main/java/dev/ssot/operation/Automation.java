package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.GraphGeneration.Generated;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Reason;
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
record Automation(Place place, @Nullable RepoConfig config) {

    private static final Generated.Drawn NOTHING = new Generated.Drawn(List.of(), List.of());

    /** What reading the configuration led to; a repository whose configuration is wrong is not changed. */
    sealed interface Reading {

        record Ready(Automation automation) implements Reading {}

        record Wrong(String message) implements Reading {}
    }

    static Reading of(Place place) {
        return switch (RepoConfig.of(place.files())) {
            case RepoConfig.Reading.Valid(RepoConfig config) -> new Reading.Ready(new Automation(place, config));
            case RepoConfig.Reading.Absent() -> new Reading.Ready(new Automation(place, null));
            case RepoConfig.Reading.Invalid(String message) -> new Reading.Wrong(message);
        };
    }

    /** The change with what is done along with it. */
    Change along(Change change) {
        return switch (change) {
            case Change.Accepted accepted ->
                switch (graphs(accepted.registry())) {
                    case Generated.Misplaced(String message) -> new Change.Rejected(Reason.INVALID, message);
                    case Generated.Drawn drawn -> {
                        List<FileChange> all = new ArrayList<>(accepted.files());
                        all.addAll(drawn.files());
                        yield new Change.Accepted(
                                accepted.registry(), all, with(accepted.answer(), drawn), accepted.event());
                    }
                };
            case Change.Unchanged(ObjectNode answer) -> new Change.Unchanged(with(answer, NOTHING));
            case Change.Rejected rejected -> rejected;
        };
    }

    private Generated graphs(Registry registry) {
        return Optional.ofNullable(config)
                .flatMap(RepoConfig::graphsAfterChange)
                .map(wanted -> GraphGeneration.of(registry, wanted, place.files()))
                .orElse(NOTHING);
    }

    /** The answer with what was done; the registry was validated as a part of the change. */
    private ObjectNode with(ObjectNode answer, Generated.Drawn graphs) {
        Path root = place.root();
        ObjectNode json = answer.putObject("automation")
                .put("passed", true)
                .put("config_path", root.resolve(RepoConfig.PATH).toString())
                .put("skipped", config == null)
                .putNull("sync");
        boolean validates = config != null && config.validatesAfterChange();
        json.set("validation", validates ? answer.path("validation") : answer.nullNode());
        ObjectNode generation = json.putObject("generation");
        ArrayNode paths = generation.putArray("graphs");
        graphs.files().forEach(graph -> paths.add(root.resolve(graph.path()).toString()));
        if (!graphs.problems().isEmpty()) {
            ArrayNode problems = generation.putArray("problems");
            graphs.problems().forEach(problems::add);
        }
        return answer;
    }
}

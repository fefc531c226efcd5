package dev.ssot.operation.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FeatureSets;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which tests are meant. */
@FunctionalInterface
interface TestSelection extends Function<Registry, TestSelection.Selected> {

    /** What selecting led to. */
    sealed interface Selected {

        /** @param target what was asked for, as results show it */
        record Tests(ObjectNode target, List<Row> rows) implements Selected {}

        record Unknown(String message) implements Selected {}
    }

    /** @param ids null for every test that states a command */
    static TestSelection ofTests(@Nullable List<String> ids) {
        return registry -> ids == null
                ? tests(
                        registry,
                        registry.rows(Section.TESTS).stream()
                                .filter(test -> test.json().has("execution"))
                                .map(Row::id)
                                .toList(),
                        TestSelection::listed)
                : tests(registry, ids, TestSelection::listed);
    }

    /** The tests of the features that the specification belongs to. */
    static TestSelection ofSpec(String id) {
        return registry -> {
            if (registry.find(Section.SPECS, id).isEmpty()) {
                return new Selected.Unknown("Unknown spec id: " + id);
            }
            List<Row> features = registry.rows(Section.FEATURES).stream()
                    .filter(feature -> feature.texts("spec_ids").contains(id))
                    .toList();
            List<String> featureIds = features.stream().map(Row::id).toList();
            return tests(registry, testsOf(features), rows -> target("spec", id, featureIds));
        };
    }

    /** @param id null for the active boundary */
    static TestSelection ofBoundary(@Nullable String id) {
        return registry -> {
            String boundaryId = id != null ? id : Row.text(registry.document().path("program"), "active_boundary_id");
            if (boundaryId == null || boundaryId.isBlank()) {
                return new Selected.Unknown("Registry program.active_boundary_id is missing");
            }
            Optional<Row> boundary = registry.find(Section.BOUNDARIES, boundaryId);
            if (boundary.isEmpty()) {
                return new Selected.Unknown("Unknown boundary id: " + boundaryId);
            }
            Collection<String> featureIds = FeatureSets.ofBoundary(registry, boundary.get());
            List<Row> features = registry.rows(Section.FEATURES).stream()
                    .filter(feature -> featureIds.contains(feature.id()))
                    .toList();
            return tests(registry, testsOf(features), rows -> target("boundary", boundaryId, featureIds));
        };
    }

    private static Selected tests(Registry registry, Collection<String> ids, Function<List<Row>, ObjectNode> target) {
        List<String> missing = ids.stream()
                .filter(id -> registry.find(Section.TESTS, id).isEmpty())
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            return new Selected.Unknown("Unknown test ids: " + String.join(", ", missing));
        }
        List<Row> rows = registry.findAll(Section.TESTS, new LinkedHashSet<>(ids));
        return new Selected.Tests(target.apply(rows), rows);
    }

    private static List<String> testsOf(List<Row> features) {
        List<String> ids = new ArrayList<>();
        features.forEach(feature -> ids.addAll(feature.texts("test_ids")));
        return ids;
    }

    private static ObjectNode listed(List<Row> rows) {
        ObjectNode target = Json.object().put("kind", "test");
        var ids = target.putArray("ids");
        rows.forEach(row -> ids.add(row.id()));
        return target;
    }

    private static ObjectNode target(String kind, String id, Collection<String> featureIds) {
        ObjectNode target = Json.object().put("kind", kind).put("id", id);
        var ids = target.putArray("feature_ids");
        featureIds.forEach(ids::add);
        return target;
    }
}

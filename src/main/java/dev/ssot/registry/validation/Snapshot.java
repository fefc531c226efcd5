package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.FeatureSets;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.PythonValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A registry as the rules see it: what they look at is reported, what many of them need is worked out once. */
final class Snapshot implements Rows {

    private static final int LONG_LIST = 16;

    private final Registry registry;
    private Consumer<Read> reads;
    private final Map<JsonNode, Set<String>> longLists = new IdentityHashMap<>();
    private final Map<String, Shared<?>> shared = new HashMap<>();

    Snapshot(Registry registry, Consumer<Read> reads) {
        this.registry = registry;
        this.reads = reads;
    }

    /** A value with what had to be looked at for it. */
    private record Shared<T>(T value, Collection<Read> reads) {}

    @Override
    public Collection<Row> rows(Section section) {
        reads.accept(new Read.OfSection(section));
        return registry.rows(section);
    }

    @Override
    public Optional<Row> find(Section section, String id) {
        reads.accept(new Read.OfContent(section, id));
        return registry.find(section, id);
    }

    @Override
    public boolean contains(Section section, String id) {
        reads.accept(new Read.OfPresence(section, id));
        return registry.contains(section, id);
    }

    @Override
    public JsonNode guardPolicy(String name) {
        return registry.guardPolicy(name);
    }

    /** An object of the top level. Who reads one is not remembered: when one changes, everything is looked at again. */
    JsonNode object(String key) {
        return registry.document().path(key);
    }

    /** The rows without remembering who asked, for rules that know by themselves when to be checked again. */
    Registry registry() {
        return registry;
    }

    boolean isRepoLocal() {
        return repoKind().equals("repo-local");
    }

    /** Old names included; whatever is unknown is an ordinary repository. */
    String repoKind() {
        String kind = Row.text(object("repo"), "kind");
        return switch (kind) {
            case "ssot-core", "ssot-upstream" -> "ssot-core";
            case "ssot-origin", "extension-pack" -> kind;
            case null, default -> "repo-local";
        };
    }

    /** Whether the list holds the text; lists may be long and asked about by everyone whom they name. */
    boolean holds(JsonNode list, String text) {
        if (list.size() > LONG_LIST) {
            return longLists
                    .computeIfAbsent(list, _ -> {
                        Set<String> texts = new HashSet<>();
                        list.forEach(element -> texts.add(element.isTextual() ? element.textValue() : ""));
                        return texts;
                    })
                    .contains(text);
        }
        for (JsonNode element : list) {
            if (element.isTextual() && element.textValue().equals(text)) {
                return true;
            }
        }
        return false;
    }

    /** The features that the active boundary names itself. */
    Set<String> activeBoundaryFeatures() {
        return once(
                "active boundary",
                () -> activeBoundary()
                        .<Set<String>>map(boundary -> new LinkedHashSet<>(boundary.texts("feature_ids")))
                        .orElse(Set.of()));
    }

    /** The features of the active boundary and of its profiles. */
    Set<String> activeBoundaryScope() {
        return once(
                "active scope",
                () -> activeBoundary()
                        .map(boundary -> FeatureSets.ofBoundary(this, boundary))
                        .orElse(Set.of()));
    }

    private Optional<Row> activeBoundary() {
        String id = Row.text(object("program"), "active_boundary_id");
        return id == null ? Optional.empty() : find(Section.BOUNDARIES, id);
    }

    /** The features that an open issue or an active risk keeps from being released. */
    Set<String> releaseBlockedFeatures() {
        return once("blocked", () -> {
            Set<String> blocked = new HashSet<>();
            rows(Section.ISSUES).stream()
                    .filter(issue -> Vocabulary.OPEN_ISSUE_STATUSES.contains(String.valueOf(issue.text("status"))))
                    .filter(Snapshot::blocksReleases)
                    .forEach(issue -> blocked.addAll(issue.texts("feature_ids")));
            rows(Section.RISKS).stream()
                    .filter(risk -> risk.hasText("status", "active"))
                    .filter(Snapshot::blocksReleases)
                    .forEach(risk -> blocked.addAll(risk.texts("feature_ids")));
            return blocked;
        });
    }

    private static boolean blocksReleases(Row row) {
        return PythonValue.isTruthy(row.json().get("release_blocking"));
    }

    /** The ranges of numbers that are reserved for the kind of document. */
    List<JsonNode> reservations(String kind) {
        return once(
                "reservations " + kind,
                () -> object("document_id_reservations")
                        .path(kind)
                        .valueStream()
                        .filter(JsonNode::isObject)
                        .toList());
    }

    /** Works it out the first time; whoever asks counts as having looked at everything that it rests on. */
    @SuppressWarnings("unchecked") // a name stands for one type
    private <T> T once(String name, Supplier<T> work) {
        Shared<T> known = (Shared<T>) shared.get(name);
        if (known == null) {
            Set<Read> underneath = new LinkedHashSet<>();
            Consumer<Read> outer = reads;
            reads = underneath::add;
            try {
                known = new Shared<>(work.get(), underneath);
            } finally {
                reads = outer;
            }
            shared.put(name, known);
        }
        known.reads().forEach(reads);
        return known.value();
    }
}

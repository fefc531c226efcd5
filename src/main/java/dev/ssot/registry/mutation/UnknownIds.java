package dev.ssot.registry.mutation;

import dev.ssot.registry.Registry;
import dev.ssot.registry.Section;
import java.util.List;
import java.util.Optional;

/** The ids that a caller names and that are not there. */
final class UnknownIds {

    private UnknownIds() {}

    /** @param sentence with a place for the ids, which are sorted */
    static Optional<String> message(Registry registry, Section section, String sentence, List<String> ids) {
        List<String> unknown = IdLists.sorted(
                ids.stream().filter(id -> registry.find(section, id).isEmpty()).toList());
        return unknown.isEmpty() ? Optional.empty() : Optional.of(sentence.formatted(String.join(", ", unknown)));
    }
}

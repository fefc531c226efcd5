package dev.ssot.registry.validation;

import dev.ssot.registry.Section;

/** Something that a check looked at, there or not. */
sealed interface Read {

    /** What is in a row. */
    record OfContent(Section section, String id) implements Read {}

    /** Whether there is a row. */
    record OfPresence(Section section, String id) implements Read {}

    /** All rows of a section. */
    record OfSection(Section section) implements Read {}

    record OfFile(String path) implements Read {}
}

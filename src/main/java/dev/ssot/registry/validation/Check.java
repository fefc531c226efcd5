package dev.ssot.registry.validation;

import dev.ssot.registry.RowRef;
import dev.ssot.registry.Section;

/** One piece of validation that is made, and made again, for itself. */
sealed interface Check {

    /** Every rule about one row that looks at rows alone. */
    record OfRow(RowRef row) implements Check {}

    /** The file that the row names. */
    record OfArtifact(RowRef row) implements Check {}

    /** One file in the registry's folder. */
    record OfFile(String path) implements Check {}

    /** What can only be said of a section as a whole. */
    record OfSection(Section section) implements Check {}

    /** The objects of the top level. */
    record OfTopLevel() implements Check {}

    /** Features that are their own ancestors. */
    record OfAncestry() implements Check {}
}

package dev.ssot.boot;

import java.util.List;

/** One operation of a mixed sequence, as both command lines understand it. */
sealed interface ReferenceStep {

    /** @param words the command and its options; the path of the repository is added by who runs it */
    record Command(List<String> words) implements ReferenceStep {}

    /** The reference renames through its library only; ours has an option for it. */
    record Rename(String section, String label, String before, String after) implements ReferenceStep {}
}

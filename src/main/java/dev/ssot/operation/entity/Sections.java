package dev.ssot.operation.entity;

import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.registry.Section;
import java.util.function.Function;

/** Section names as callers write them. */
final class Sections {

    private Sections() {}

    static <A extends Record> Reply<A> named(String text, Function<Section, Reply<A>> use) {
        return Section.parse(text)
                .map(use)
                .orElseGet(() -> Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        "unsupported registry section: " + text,
                        "Use one of " + String.join(", ", Section.keys()) + "."));
    }
}

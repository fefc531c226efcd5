package dev.ssot.cli.command;

import dev.ssot.registry.Vocabulary;
import java.util.List;

/** The values that options choose from where they are not listed as {@link Vocabulary} has them. */
final class Choices {

    static final List<String> ORIGINS = Vocabulary.byName(Vocabulary.ORIGINS);
    static final List<String> IMPLEMENTATION = Vocabulary.byName(Vocabulary.IMPLEMENTATION);
    static final List<String> HORIZONS = Vocabulary.byName(Vocabulary.HORIZONS);
    static final List<String> DOCUMENT_ORIGINS = List.of("repo-local", "ssot-origin", "ssot-core");

    /** As the reference's help lists them; its messages have another order. */
    static final List<String> DOCUMENT_STATUSES =
            List.of("draft", "in_review", "accepted", "rejected", "withdrawn", "superseded", "retired");

    static final List<String> PATH_POLICIES = List.of("ssot-only", "declared", "full-repo");
    static final List<String> GRAPH_FORMATS = List.of("json", "dot", "png", "svg");
    static final List<String> PACK_KINDS = List.of("adr", "adrs", "spec", "specs");

    private Choices() {}
}

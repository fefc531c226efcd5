package dev.ssot.contract;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A published file that is rendered from the catalog and the code.
 *
 * @param path relative to the project's root
 * @param format the schema that its content has to match: a path in the project, or {@link JsonSchemas#METASCHEMA};
 *     null for a page
 * @param applies whether the project has such a file
 * @param render gives the same text for the same source, always
 */
record Projection(
        Target target,
        String path,
        @Nullable String format,
        Predicate<ContractSource> applies,
        Function<ContractSource, String> render) {

    /** In the text of every projection, in a comment where the format has comments. */
    static final String MARK = "GENERATED FROM " + CatalogSource.PATH + " via `%s`.";

    /** The sentence that says where the file comes from. */
    static String mark(Target target) {
        return MARK.formatted(target.command());
    }
}

package dev.ssot.operation.generate;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A text that was made.
 *
 * @param rule says why the text would not do although it can be parsed
 */
record Artifact(Language language, String text, Supplier<Optional<String>> rule) {

    /** Why the text is not handed out. */
    Optional<String> problem(boolean validate) {
        Optional<String> form = language.problem(text);
        return form.isPresent() || !validate ? form : rule.get();
    }
}

package dev.ssot.registry.document;

import dev.ssot.registry.mutation.RegistryMutation.Result;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** Questions before a change, in the order in which their answers are given. */
final class Checks {

    private Checks() {}

    @SafeVarargs
    static Optional<String> first(Supplier<Optional<String>>... checks) {
        return Arrays.stream(checks)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<String> notBlank(String text, DocumentKind kind, String what) {
        return Lines.isBlank(text)
                ? Optional.of("%s %s must be a non-empty string".formatted(kind.label(), what))
                : Optional.empty();
    }

    static Result unknown(DocumentKind kind, String id) {
        return new Result.Unknown("Unknown %s id: %s".formatted(kind.label(), id));
    }
}

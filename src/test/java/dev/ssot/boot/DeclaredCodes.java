package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.contract.CatalogSource;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Holds every refusal that a test sees to the codes that the catalog declares for its operation. */
final class DeclaredCodes {

    private static final Map<String, Set<String>> BY_OPERATION = new HashMap<>();

    static {
        try {
            CatalogSource catalog = CatalogSource.read(Path.of("").toAbsolutePath());
            for (CatalogSource.Operation operation : catalog.operations()) {
                Set<String> codes = new HashSet<>(catalog.commonErrorCodes());
                codes.addAll(operation.errorCodes());
                BY_OPERATION.put(operation.id(), codes);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private DeclaredCodes() {}

    /** The same outcome. An operation that is not declared has no codes to be held to. */
    static Outcome held(Call call, Outcome outcome) {
        Set<String> codes = BY_OPERATION.get(call.operationId());
        if (codes != null && outcome instanceof Outcome.Refused(var refusal)) {
            assertThat(codes)
                    .as("error codes that the catalog declares for %s; it answered: %s", call.operationId(), refusal)
                    .contains(refusal.code().text());
        }
        return outcome;
    }
}

package dev.ssot.boot;

import dev.ssot.operation.Backend;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls;
import java.util.Map;

/** Opens what stands behind a door. */
final class Backends {

    private Backends() {}

    /** @param environment the variables that choose between the files and the daemon */
    static RoutedCalls open(Map<String, String> environment) {
        return call -> new RoutedCalls.Routed(
                Outcome.refused(
                        ErrorCode.NOT_AVAILABLE,
                        "%s has no engine in this build".formatted(call.operationId()),
                        "Use a later version of ssot."),
                Backend.DIRECT,
                "flag_off");
    }
}

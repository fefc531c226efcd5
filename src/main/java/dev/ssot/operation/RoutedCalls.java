package dev.ssot.operation;

/** The seam as a front sees it: a call, and where it ran. */
@FunctionalInterface
public interface RoutedCalls {

    /** The reason of a call that no flag sends to the daemon. */
    String FLAG_OFF = "flag_off";

    Routed call(Call call);

    /**
     * @param reason why it ran there: {@code ok}, {@code flag_off}, {@code no_daemon}, {@code misaligned},
     *     {@code unreachable} or {@code incompatible}
     */
    record Routed(Outcome outcome, Backend backend, String reason) {}
}

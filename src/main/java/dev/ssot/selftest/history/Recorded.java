package dev.ssot.selftest.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A history as it stands, to be checked.
 *
 * @param began what the wall clock showed at nanosecond 0
 * @param exchanges by the time at which they were asked
 */
public record Recorded(Instant began, List<Exchange> exchanges, List<ClockStep> clockSteps) {

    /** How far the wall clock and the nanoseconds may drift apart. */
    private static final Duration DRIFT = Duration.ofMillis(100);

    /** The first moment at which a clock may have shown that time. */
    long earliestMoment(Instant shown) {
        Instant time = shown.minus(DRIFT);
        long earliest = Duration.between(began, time).toNanos();
        for (ClockStep step : clockSteps) {
            long reached = Duration.between(began, time.minus(step.offset())).toNanos();
            earliest = Math.min(earliest, Math.max(step.at(), reached));
        }
        return earliest;
    }
}

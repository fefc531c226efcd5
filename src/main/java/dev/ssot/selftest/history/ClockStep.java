package dev.ssot.selftest.history;

import java.time.Duration;

/** From then on somebody's clock differs from the wall clock by that much. */
public record ClockStep(long at, Duration offset) {}

package dev.ssot.selftest;

import java.time.Duration;
import java.util.Optional;

/**
 * How a selftest is run.
 *
 * @param seed of all that is chosen by chance
 * @param rounds instead of the trial's own number
 * @param processes how many callers there are
 * @param longest no round begins after that long in one trial
 * @param keep whether the temporary folder stays, also when all is well
 */
public record Options(
        long seed, Optional<Integer> rounds, Optional<Integer> processes, Optional<Duration> longest, boolean keep) {}

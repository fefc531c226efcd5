package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import java.time.Duration;
import java.util.Optional;

/**
 * How a front keeps alive the leases that it was granted.
 *
 * @param every at most so long lies between two beats; empty for a third of the lease's time
 * @param maxAge so long after the grant a lease gets no more beats, whoever still sits there
 */
record BeatPace(boolean off, Optional<Duration> every, Duration maxAge) {

    private static final Duration USUAL_MAX_AGE = Duration.ofHours(8);
    private static final int LONGEST_SECONDS = 604_800;

    static BeatPace of(Environment environment) throws ConfigurationError {
        Optional<String> every = environment.text(Variable.VOX_MCP_LEASE_BEAT);
        boolean off = every.filter(text -> text.equalsIgnoreCase("off")).isPresent();
        return new BeatPace(
                off,
                off || every.isEmpty()
                        ? Optional.empty()
                        : Optional.of(seconds(Variable.VOX_MCP_LEASE_BEAT, every.get(), "off, or seconds")),
                environment.text(Variable.VOX_MCP_LEASE_MAX_AGE_SECONDS).isEmpty()
                        ? USUAL_MAX_AGE
                        : seconds(
                                Variable.VOX_MCP_LEASE_MAX_AGE_SECONDS,
                                environment
                                        .text(Variable.VOX_MCP_LEASE_MAX_AGE_SECONDS)
                                        .get(),
                                "seconds"));
    }

    /** Never longer than a third of the lease's time: two beats may be lost before it expires. */
    Duration pause(Duration ttl) {
        Duration third = ttl.dividedBy(3);
        return every.filter(stated -> stated.compareTo(third) < 0).orElse(third);
    }

    private static Duration seconds(Variable name, String value, String form) throws ConfigurationError {
        if (value.matches("[1-9][0-9]{0,5}") && Integer.parseInt(value) <= LONGEST_SECONDS) {
            return Duration.ofSeconds(Integer.parseInt(value));
        }
        throw new ConfigurationError("%s=%s: use %s from 1 to %d".formatted(name, value, form, LONGEST_SECONDS));
    }
}

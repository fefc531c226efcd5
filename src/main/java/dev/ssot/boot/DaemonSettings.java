package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Version;
import java.time.Duration;
import java.util.Optional;

/**
 * How a daemon behaves.
 *
 * @param version as it tells its clients
 * @param idleExit after so long without clients, calls and open leases it leaves; empty for never
 */
record DaemonSettings(String version, Optional<Duration> idleExit, OpenRepositories.Limits repositories) {

    private static final Variable IDLE_EXIT = Variable.VOX_ORCHESTRATOR_DAEMON_IDLE_EXIT_SECONDS;
    private static final int LONGEST_SECONDS = 604_800;

    static DaemonSettings of(Environment environment) throws ConfigurationError {
        Optional<String> text = environment.text(IDLE_EXIT);
        return text.isEmpty() ? standard() : standard().leavingAfter(seconds(text.get()));
    }

    /** Without anything from the environment. */
    static DaemonSettings standard() {
        return new DaemonSettings(Version.current(), Optional.empty(), OpenRepositories.Limits.DEFAULT);
    }

    DaemonSettings as(String otherVersion) {
        return new DaemonSettings(otherVersion, idleExit, repositories);
    }

    DaemonSettings leavingAfter(Duration idle) {
        return new DaemonSettings(version, Optional.of(idle), repositories);
    }

    DaemonSettings keeping(OpenRepositories.Limits limits) {
        return new DaemonSettings(version, idleExit, limits);
    }

    private static Duration seconds(String value) throws ConfigurationError {
        if (value.matches("[1-9][0-9]{0,5}") && Integer.parseInt(value) <= LONGEST_SECONDS) {
            return Duration.ofSeconds(Integer.parseInt(value));
        }
        throw new ConfigurationError(
                "%s=%s: use seconds from 1 to %d, or leave it unset".formatted(IDLE_EXIT, value, LONGEST_SECONDS));
    }
}

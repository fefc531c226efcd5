package dev.ssot.boot;

import dev.ssot.cli.command.DaemonControl;
import dev.ssot.registry.json.Json;
import java.util.Optional;

/** What the daemon's commands answer where its files have no place to be. */
record NoPlaceForDaemon() implements DaemonControl {

    private static final String REASON = "set HOME, XDG_STATE_HOME or XDG_RUNTIME_DIR: the daemon's files need a place";

    @Override
    public int run(Optional<String> listen) {
        System.err.println(REASON);
        return 1;
    }

    @Override
    public Report start(Optional<String> listen) {
        return report();
    }

    @Override
    public Report stop() {
        return report();
    }

    @Override
    public Report status() {
        return report();
    }

    private static Report report() {
        return new Report(false, REASON, Json.object().put("passed", false).put("error", REASON));
    }
}

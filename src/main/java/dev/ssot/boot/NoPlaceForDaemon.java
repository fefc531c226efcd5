package dev.ssot.boot;

import dev.ssot.cli.command.DaemonControl;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the daemon's commands answer where its files have no place to be. */
record NoPlaceForDaemon() implements DaemonControl {

    private static final String REASON = "set HOME, XDG_STATE_HOME or XDG_RUNTIME_DIR: the daemon's files need a place";

    @Override
    public int run(Optional<String> listen, Consumer<Report> told) {
        told.accept(report());
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
    public Report restart(Optional<String> listen) {
        return report();
    }

    @Override
    public Report status() {
        return report();
    }

    @Override
    public Report logs(int lines) {
        return report();
    }

    @Override
    public void follow(Predicate<List<String>> wanted) {}

    private static Report report() {
        return DaemonReports.failed(REASON);
    }
}

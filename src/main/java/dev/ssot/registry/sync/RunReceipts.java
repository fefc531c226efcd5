package dev.ssot.registry.sync;

import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;

/** What is known of the runs of tests on this machine. */
@FunctionalInterface
public interface RunReceipts {

    /** Where nothing has ever run. */
    RunReceipts NONE = (_, _) -> Verdict.NO_RUN;

    /** What the latest run of the test says about the test as its row and its file are now. */
    Verdict of(Row test, RepositoryFiles files);

    /** What a receipt is worth. */
    enum Verdict {
        PASSED("test has a passing run receipt"),
        FAILED("latest run of the test failed"),
        INTERRUPTED("latest run of the test was interrupted"),
        /** Somebody wrote into what is kept of it. */
        TAMPERED("record of the latest run of the test was changed"),
        /** The command or the test's file is not what was run. */
        OUTDATED("test changed since its latest run"),
        /** Whatever its run said: nobody has written it. */
        UNWRITTEN("test is a scaffold that nobody has written yet"),
        NO_RUN("test has no run receipt on this machine");

        private final String reason;

        Verdict(String reason) {
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}

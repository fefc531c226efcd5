package dev.ssot.contract;

import dev.ssot.operation.Backend;
import dev.ssot.operation.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a call runs, for every setting of its flags and everything that a daemon may do. The tests run these rows. */
public final class RolloutTable {

    /** What a call finds that its flags send to the daemon. */
    public enum State {
        ALIGNED("serves the same files"),
        OTHER_BUILD("is of another version and speaks the same protocol"),
        BUSY("works on the call for long and answers pings meanwhile"),
        REPLACED("leaves, and the next one is there"),
        ABSENT("is not there"),
        LEFT_OVER("is gone and has left its discovery file"),
        REFUSING("lives, and its port takes no connection"),
        STRANGER("is somebody else who does not know the token"),
        SILENT("takes the connection and says nothing"),
        LEAVING("takes no new calls, and no other one is there"),
        OTHER_PROTOCOL("speaks another protocol"),
        OLDER("does not know the operation"),
        OTHER_REPOSITORY("sees another repository at that path"),
        MOVED("saw the same files and does not any more"),
        DIES("dies in the middle of the call"),
        DIES_DONE("dies after it did what was asked and before it answered"),
        HANGS("takes the call and then nothing more, as one that was stopped"),
        LATE("does not answer in the time that the catalog states, and lives");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** Completes the sentence "the daemon ..". */
        public String text() {
            return text;
        }
    }

    /**
     * What a flag and its umbrella lead to.
     *
     * @param umbrella {@code true}, {@code false}, or null for unset
     * @param own the slice's own flag
     * @param on whether calls of the slice are sent to the daemon
     */
    public record Setting(
            @Nullable Boolean umbrella, @Nullable Boolean own, boolean on) {}

    /**
     * What becomes of a call whose flag is on; reads and writes differ only in what is said of the write.
     *
     * @param strict what it fails with under the strict flag; null when it is forwarded
     * @param write what happens to a write
     */
    public record Row(
            State state,
            Backend backend,
            String reason,
            @Nullable ErrorCode strict,
            String write) {}

    public static final List<Setting> SETTINGS = List.of(
            new Setting(null, null, false),
            new Setting(null, true, true),
            new Setting(null, false, false),
            new Setting(true, null, true),
            new Setting(true, true, true),
            new Setting(true, false, false),
            new Setting(false, null, false),
            new Setting(false, true, true),
            new Setting(false, false, false));

    private static final String ONCE = "done once, by the daemon";
    private static final String HERE = "never sent; done once, here";
    private static final String NOT_BEGUN = "sent and not begun; done once, here";
    private static final String AGAIN = "sent; asked again here under its request id, so done once";

    public static final List<Row> ROWS = List.of(
            forwarded(State.ALIGNED, ONCE),
            forwarded(State.OTHER_BUILD, ONCE),
            forwarded(State.BUSY, ONCE),
            forwarded(State.REPLACED, "done once, by the next daemon"),
            direct(State.ABSENT, "no_daemon", ErrorCode.DAEMON_UNREACHABLE, HERE),
            direct(State.LEFT_OVER, "no_daemon", ErrorCode.DAEMON_UNREACHABLE, HERE),
            direct(State.REFUSING, "unreachable", ErrorCode.DAEMON_UNREACHABLE, HERE),
            direct(State.STRANGER, "unreachable", ErrorCode.DAEMON_UNREACHABLE, HERE),
            direct(State.SILENT, "unreachable", ErrorCode.DAEMON_UNREACHABLE, HERE),
            direct(State.LEAVING, "unreachable", ErrorCode.DAEMON_UNREACHABLE, NOT_BEGUN),
            direct(State.OTHER_PROTOCOL, "incompatible", ErrorCode.DAEMON_INCOMPATIBLE, HERE),
            direct(State.OLDER, "incompatible", ErrorCode.DAEMON_INCOMPATIBLE, NOT_BEGUN),
            direct(State.OTHER_REPOSITORY, "misaligned", ErrorCode.DAEMON_MISALIGNED, HERE),
            direct(State.MOVED, "misaligned", ErrorCode.DAEMON_MISALIGNED, NOT_BEGUN),
            direct(State.DIES, "unreachable", ErrorCode.DAEMON_UNREACHABLE, AGAIN),
            direct(State.DIES_DONE, "unreachable", ErrorCode.DAEMON_UNREACHABLE, AGAIN),
            direct(State.HANGS, "unreachable", ErrorCode.DAEMON_UNREACHABLE, AGAIN),
            direct(State.LATE, "unreachable", ErrorCode.DAEMON_UNREACHABLE, AGAIN));

    private RolloutTable() {}

    private static Row forwarded(State state, String write) {
        return new Row(state, Backend.DAEMON, "ok", null, write);
    }

    private static Row direct(State state, String reason, ErrorCode strict, String write) {
        return new Row(state, Backend.DIRECT, reason, strict, write);
    }
}

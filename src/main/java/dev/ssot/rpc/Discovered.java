package dev.ssot.rpc;

import dev.ssot.workspace.FileStamp;

/** What the discovery file says. */
public sealed interface Discovered {

    /** @param stamp taken before the content was read, so that a change in between shows as one */
    record Found(DaemonAddress daemon, FileStamp stamp) implements Discovered {}

    /** No daemon has announced itself. */
    record Absent() implements Discovered {}

    /** There is a file, but no daemon of ours stands behind it. */
    record Untrusted(String reason) implements Discovered {}
}

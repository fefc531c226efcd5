package dev.ssot.registry.trace;

/** What has become of a change in a later state. */
public enum Fate {
    STANDS,
    /** It is as it was before the change. */
    UNDONE,
    /** It is neither as before nor as after: somebody changed the same again. */
    UNCLEAR
}

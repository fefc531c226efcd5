package dev.ssot.workspace;

/** What came of writing below a root. All but {@link Done} wrote nothing. */
public sealed interface ConfinedWrite {

    record Done() implements ConfinedWrite {}

    /** @param name where the way ends */
    record Refused(Obstacle obstacle, String name) implements ConfinedWrite {}

    /** What is there is not what was expected, and why. */
    record Unexpected(String objection) implements ConfinedWrite {}

    /** What stands in the way. */
    enum Obstacle {
        LINK,
        NOT_A_FOLDER,
        NOT_A_FILE,
        /** The system takes no such name. */
        UNUSABLE_NAME,
        /** Somebody moved or replaced a folder on the way meanwhile. */
        CHANGED,
        /** The system cannot hold folders open. */
        UNSUPPORTED
    }
}

package dev.ssot.store;

/**
 * Places in a write where a crash test ends the process as a power cut would: {@code -Dssot.failpoint=renamed} halts
 * it at the first pass. Without the property nothing happens there.
 */
enum Failpoint {
    INTENT_ANNOUNCED("intent-announced"),
    FILES_STAGED("files-staged"),
    TEMP_WRITTEN("temp-written"),
    RENAMED("renamed"),
    /** One of the files that change along is in its place. */
    FILE_CHANGED("file-changed"),
    FILES_CHANGED("files-changed");

    static final String PROPERTY = "ssot.failpoint";

    /** The exit status of a process that was killed. */
    static final int STATUS = 137;

    private static final String ARMED = System.getProperty(PROPERTY, "");

    private final String text;

    Failpoint(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    void pass() {
        if (text.equals(ARMED)) {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}

package dev.ssot.campaign;

/**
 * A run as the store holds it.
 *
 * @param sha256 of the record when it was written
 */
public record KeptRun(TestRun run, String sha256) {

    /** False when somebody changed the record afterwards; then it says nothing. */
    public boolean isIntact() {
        return run.sha256().equals(sha256);
    }
}

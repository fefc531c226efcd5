package dev.ssot.registry.validation;

/** Something that a rule has to say about the registry. */
public record Finding(Kind kind, String message) {

    /** How a finding counts. */
    public enum Kind {
        /** A rule of the format is broken: no change is saved while it stands. */
        FAILURE,
        /** Worth knowing; never refuses anything. */
        WARNING,
        /** A rule that is stricter than the reference's: refuses the change that breaks it; what stands is a notice. */
        STRICT,
        /**
         * A file is not as its row says: a failure of the full validation, and of the change that brings it about. One
         * worker's broken file does not refuse the changes of others.
         */
        FILE
    }
}

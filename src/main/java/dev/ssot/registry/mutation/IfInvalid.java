package dev.ssot.registry.mutation;

import java.util.List;

/** What is said when a change would leave an invalid registry, and how strictly it is judged. */
public sealed interface IfInvalid {

    String message(List<String> failures);

    /** {@code Registry validation failed after creating feature X: a; b}. */
    record After(String action) implements IfInvalid {

        @Override
        public String message(List<String> failures) {
            return "Registry validation failed after %s: %s".formatted(action, String.join("; ", failures));
        }
    }

    /** A fixed sentence without the failures, where the reference has one. */
    record Sentence(String sentence) implements IfInvalid {

        @Override
        public String message(List<String> failures) {
            return sentence;
        }
    }

    /** A repair: only failures that were not there before refuse it. */
    record OnlyNewFailures(String action) implements IfInvalid {

        @Override
        public String message(List<String> failures) {
            return "Registry validation failed after %s: %s".formatted(action, String.join("; ", failures));
        }
    }

    /**
     * A repair whose answer says what stands in its way: when there are failures that were not there before, nothing is
     * written, and the answer has {@code passed} false and lists them.
     */
    record InAnswer() implements IfInvalid {

        @Override
        public String message(List<String> failures) {
            return String.join("; ", failures);
        }
    }

    /** Nothing is written, and the answer has {@code passed} false and the validation of what would have been. */
    record Reported() implements IfInvalid {

        @Override
        public String message(List<String> failures) {
            return String.join("; ", failures);
        }
    }
}

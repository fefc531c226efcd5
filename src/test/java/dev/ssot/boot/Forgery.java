package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One attempt to have work count as done that is not, and what has to come of it.
 *
 * @param level that the repository asks for
 * @param attempt in words
 * @param answer what is said: the outcome of the gate, or the code of a refused call; {@code reported} for what passes
 *     and is told in the gate report, {@code found} for what is found out afterwards
 * @param reason a part of the sentence that says why
 */
record Forgery(String level, String attempt, String answer, String reason, Trick trick) {

    /** What the forger does; answers what it was told at the end. */
    @FunctionalInterface
    interface Trick {

        ObjectNode play(ForgeryScene scene) throws Exception;
    }

    @Override
    public String toString() {
        return "%s: %s".formatted(level, attempt);
    }
}

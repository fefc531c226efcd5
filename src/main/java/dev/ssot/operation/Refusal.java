package dev.ssot.operation;

/**
 * Why nothing was done.
 *
 * @param message what happened, with ids
 * @param next what to do now, as a sentence that an agent can act on
 */
public record Refusal(ErrorCode code, String message, String next) {}

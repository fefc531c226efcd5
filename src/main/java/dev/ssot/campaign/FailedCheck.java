package dev.ssot.campaign;

/**
 * Why a slice is not done yet.
 *
 * @param check name of the check, as {@code checks} has it
 * @param reason what was found, with ids and paths
 * @param next the call to make, and by whom
 */
public record FailedCheck(String check, String reason, String next) {}

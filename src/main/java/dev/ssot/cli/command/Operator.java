package dev.ssot.cli.command;

/**
 * The person at the keyboard: what they decide, and how they are asked.
 *
 * @param trust what the commands of tests may run on this machine
 */
public record Operator(TrustControl trust, TrustControl.Terminal terminal) {}

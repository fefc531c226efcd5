package dev.ssot.cli.command;

/**
 * The person at the keyboard: what they decide, and how they are asked.
 *
 * @param trust what the commands of tests may run on this machine
 * @param gates what they answer for at the gate
 * @param doctor looks after what they work with
 * @param rollout knows what they send to the daemon
 */
public record Operator(
        TrustControl trust, TrustControl.Terminal terminal, GateControl gates, Doctor doctor, Rollout rollout) {}

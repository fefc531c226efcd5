package dev.ssot.operation;

/** The part of a rollout that an operation belongs to; each has a read flag and a write flag of its own. */
public enum RolloutSlice {
    TASK,
    AGENT,
    REGISTRY,
    START,
    STATUS,
    /** Runs where it was called; what it calls in turn is routed by itself. */
    HERE
}

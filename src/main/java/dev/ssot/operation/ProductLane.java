package dev.ssot.operation;

/** What part of the product an operation belongs to. */
public enum ProductLane {
    APP,
    WORKFLOW,
    AI,
    INTEROP,
    DATA,
    PLATFORM
}

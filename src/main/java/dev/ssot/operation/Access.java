package dev.ssot.operation;

/** Whether an operation may change anything. */
public enum Access {
    READ,
    WRITE
}

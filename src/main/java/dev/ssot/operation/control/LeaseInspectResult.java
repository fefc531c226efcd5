package dev.ssot.operation.control;

import dev.ssot.operation.slice.LeaseView;

/** A lease without its token. */
public record LeaseInspectResult(boolean passed, LeaseView lease) {}

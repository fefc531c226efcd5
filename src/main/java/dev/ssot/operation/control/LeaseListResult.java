package dev.ssot.operation.control;

import dev.ssot.operation.slice.LeaseView;
import java.util.List;

/** Leases by creation, without their tokens. */
public record LeaseListResult(boolean passed, List<LeaseView> leases) {}

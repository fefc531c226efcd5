package dev.ssot.operation.control;

import dev.ssot.operation.slice.LeaseView;
import java.util.List;

/** What was ended by this call. */
public record LeaseExpireResult(boolean passed, List<LeaseView> expired) {}

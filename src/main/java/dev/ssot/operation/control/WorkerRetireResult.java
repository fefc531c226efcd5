package dev.ssot.operation.control;

import dev.ssot.operation.slice.LeaseView;
import java.util.List;

/**
 * The worker as it is kept now; {@code open_leases} in it still run.
 *
 * @param givenBack the leases that this call ended
 */
public record WorkerRetireResult(boolean passed, WorkerView worker, List<LeaseView> givenBack) {}

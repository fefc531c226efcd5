package dev.ssot.operation.engine;

import dev.ssot.operation.control.CurrentTier;
import dev.ssot.operation.control.CurrentTierRequest;
import dev.ssot.operation.control.CurrentTierResult;
import dev.ssot.operation.control.LeaseExpire;
import dev.ssot.operation.control.LeaseExpireRequest;
import dev.ssot.operation.control.LeaseExpireResult;
import dev.ssot.operation.control.LeaseInspect;
import dev.ssot.operation.control.LeaseInspectRequest;
import dev.ssot.operation.control.LeaseInspectResult;
import dev.ssot.operation.control.LeaseList;
import dev.ssot.operation.control.LeaseListRequest;
import dev.ssot.operation.control.LeaseListResult;
import dev.ssot.operation.control.NextSlice;
import dev.ssot.operation.control.NextSliceRequest;
import dev.ssot.operation.control.NextSliceResult;
import dev.ssot.operation.control.RepoWatch;
import dev.ssot.operation.control.RepoWatchRequest;
import dev.ssot.operation.control.RepoWatchResult;
import dev.ssot.operation.control.WorkerRegister;
import dev.ssot.operation.control.WorkerRegisterRequest;
import dev.ssot.operation.control.WorkerRegisterResult;
import java.util.List;

/** Workers, leases, tiers and the worktree. */
final class ControlBindings {

    private ControlBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>("lease.list", LeaseListRequest.class, LeaseListResult.class, new LeaseList()),
                new Binding<>("lease.inspect", LeaseInspectRequest.class, LeaseInspectResult.class, new LeaseInspect()),
                new Binding<>("lease.expire", LeaseExpireRequest.class, LeaseExpireResult.class, new LeaseExpire()),
                new Binding<>(
                        "worker.register",
                        WorkerRegisterRequest.class,
                        WorkerRegisterResult.class,
                        new WorkerRegister()),
                new Binding<>(
                        "maturity.current_tier", CurrentTierRequest.class, CurrentTierResult.class, new CurrentTier()),
                new Binding<>("maturity.next_slice", NextSliceRequest.class, NextSliceResult.class, new NextSlice()),
                new Binding<>("repo.watch", RepoWatchRequest.class, RepoWatchResult.class, new RepoWatch()));
    }
}

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
import dev.ssot.operation.control.WorkerHeartbeat;
import dev.ssot.operation.control.WorkerList;
import dev.ssot.operation.control.WorkerListRequest;
import dev.ssot.operation.control.WorkerListResult;
import dev.ssot.operation.control.WorkerPause;
import dev.ssot.operation.control.WorkerPauseRequest;
import dev.ssot.operation.control.WorkerRegister;
import dev.ssot.operation.control.WorkerRegisterRequest;
import dev.ssot.operation.control.WorkerRequest;
import dev.ssot.operation.control.WorkerResult;
import dev.ssot.operation.control.WorkerResume;
import dev.ssot.operation.control.WorkerRetire;
import dev.ssot.operation.control.WorkerRetireRequest;
import dev.ssot.operation.control.WorkerRetireResult;
import java.util.List;

/** Workers, leases, tiers and the worktree. */
final class ControlBindings {

    private ControlBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>("lease.list", LeaseListRequest.class, LeaseListResult.class, new LeaseList()),
                new Binding<>("lease.inspect", LeaseInspectRequest.class, LeaseInspectResult.class, new LeaseInspect()),
                new Binding<>("lease.expire", LeaseExpireRequest.class, LeaseExpireResult.class, new LeaseExpire()),
                new Binding<>("worker.register", WorkerRegisterRequest.class, WorkerResult.class, new WorkerRegister()),
                new Binding<>("worker.heartbeat", WorkerRequest.class, WorkerResult.class, new WorkerHeartbeat()),
                new Binding<>("worker.pause", WorkerPauseRequest.class, WorkerResult.class, new WorkerPause()),
                new Binding<>("worker.resume", WorkerRequest.class, WorkerResult.class, new WorkerResume()),
                new Binding<>("worker.retire", WorkerRetireRequest.class, WorkerRetireResult.class, new WorkerRetire()),
                new Binding<>("worker.list", WorkerListRequest.class, WorkerListResult.class, new WorkerList()),
                new Binding<>(
                        "maturity.current_tier", CurrentTierRequest.class, CurrentTierResult.class, new CurrentTier()),
                new Binding<>("maturity.next_slice", NextSliceRequest.class, NextSliceResult.class, new NextSlice()),
                new Binding<>("repo.watch", RepoWatchRequest.class, RepoWatchResult.class, new RepoWatch()));
    }
}

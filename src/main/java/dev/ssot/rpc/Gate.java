package dev.ssot.rpc;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the calls in flight, so that a server which leaves refuses new ones and waits for the others. */
public final class Gate {

    private static final int OPEN = Integer.MAX_VALUE;

    /** One permit per call in flight. Whoever shuts the gate keeps them all, so nobody can slip in after the count. */
    private final Semaphore calls = new Semaphore(OPEN);

    private volatile boolean shut;

    public boolean enter() {
        return !shut && calls.tryAcquire();
    }

    public void leave() {
        calls.release();
    }

    /** Refuses newcomers and waits for the calls in flight; false if some are still running after that time. */
    public boolean shut(Duration patience) throws InterruptedException {
        shut = true;
        return calls.tryAcquire(OPEN, patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}

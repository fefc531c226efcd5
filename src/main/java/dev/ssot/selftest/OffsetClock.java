package dev.ssot.selftest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The wall clock, as a process shows it whose clock was moved. */
public final class OffsetClock implements InstantSource {

    private volatile Duration offset = Duration.ZERO;

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(offset);
    }

    void moveTo(Duration newOffset) {
        offset = newOffset;
    }
}

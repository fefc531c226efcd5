package dev.ssot.operation.slice;

import java.time.Instant;

/** When the lease ends unless it is renewed again. */
public record BeatResult(boolean passed, Instant expiresAt) {}

package dev.ssot.campaign;

import java.time.Instant;

/** Somebody who pulls work. {@code osUser} is unique among workers, as the reference has it. */
public record Worker(String workerId, String osUser, String status, Instant startedAt, Instant heartbeatAt) {}

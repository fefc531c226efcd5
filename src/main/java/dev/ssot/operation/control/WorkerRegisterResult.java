package dev.ssot.operation.control;

import dev.ssot.campaign.Worker;

/** The worker as it is kept. */
public record WorkerRegisterResult(boolean passed, Worker worker) {}

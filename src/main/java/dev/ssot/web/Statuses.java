package dev.ssot.web;

import dev.ssot.operation.ErrorCode;

/** The one table from error codes to HTTP statuses. What the operation itself refuses is an answer: 200. */
final class Statuses {

    static final int ANSWER = 200;

    private Statuses() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENTS, REPOSITORY_REQUIRED -> 422;
            case TIER_NOT_ENABLED, ROLE_NOT_ALLOWED, REPOSITORY_PINNED -> 403;
            case UNKNOWN_OPERATION -> 404;
            case DEADLINE_EXCEEDED -> 408;
            case SHUTTING_DOWN -> 503;
            case INTERNAL -> 500;
            case NOT_AVAILABLE,
                    REPOSITORY_NOT_FOUND,
                    REPOSITORY_MISMATCH,
                    REGISTRY_UNREADABLE,
                    REGISTRY_READ_ONLY,
                    REGISTRY_LOCKED,
                    REGISTRY_INVALID,
                    NOT_FOUND,
                    LEASE_NOT_ACTIVE,
                    LEASE_NOT_HELD,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    NOT_APPROVED,
                    STORE_UNAVAILABLE,
                    DAEMON_MISALIGNED,
                    DAEMON_UNREACHABLE,
                    DAEMON_INCOMPATIBLE -> ANSWER;
        };
    }
}

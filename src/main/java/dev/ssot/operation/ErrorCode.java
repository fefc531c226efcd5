package dev.ssot.operation;

import java.util.Locale;

/** Why a call was refused. Each door maps these in one table of its own; the text form is part of the contract. */
public enum ErrorCode {
    /** An argument is missing, unknown, of the wrong type or out of bounds. */
    INVALID_ARGUMENTS,
    /** No operation of that name is registered. */
    UNKNOWN_OPERATION,
    /** The tool exists, but not in the tiers that this server lists. */
    TIER_NOT_ENABLED,
    /** The caller's role may not use the tool. */
    ROLE_NOT_ALLOWED,
    /** The operation or this use of it comes with a later version. */
    NOT_AVAILABLE,
    /** The server is not pinned and the call names no repository. */
    REPOSITORY_REQUIRED,
    /** The server is pinned to another repository. */
    REPOSITORY_PINNED,
    /** There is no registry at or above that path. */
    REPOSITORY_NOT_FOUND,
    /** The caller and the daemon do not look at the same files. */
    REPOSITORY_MISMATCH,
    /** The registry cannot be opened; it is left as it is. */
    REGISTRY_UNREADABLE,
    /** The registry was written by a later release. */
    REGISTRY_READ_ONLY,
    /** Another writer holds the registry; asking again later helps. */
    REGISTRY_LOCKED,
    /** The change would break a rule of the registry. */
    REGISTRY_INVALID,
    /** A lease, campaign, blocker, event or row of that id does not exist. */
    NOT_FOUND,
    /** The lease is expired or finished. */
    LEASE_NOT_ACTIVE,
    /** The caller is not the holder, or its fencing token is stale. */
    LEASE_NOT_HELD,
    /** What is asked contradicts what is recorded: a campaign's scope or tier, a worker's user, a used request id. */
    CONFLICT,
    /** What is there is not what the caller expects to replace. */
    PRECONDITION_FAILED,
    /** The operator of this machine has not approved what would be run. */
    NOT_APPROVED,
    /** The control store or the disk does not answer as it must. */
    STORE_UNAVAILABLE,
    /** Strict routing: the daemon serves another repository. */
    DAEMON_MISALIGNED,
    /** Strict routing: no daemon answers. */
    DAEMON_UNREACHABLE,
    /** Strict routing: the daemon speaks another protocol. */
    DAEMON_INCOMPATIBLE,
    /** The answer did not come in the time that the catalog states; what was asked may still be done. */
    DEADLINE_EXCEEDED,
    /** The daemon is leaving; asking again reaches the next one or the files. */
    SHUTTING_DOWN,
    /** A bug of ours; the correlation id in the message finds the full story in the log. */
    INTERNAL;

    /** The code as it travels: {@code lease_not_active}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ErrorCode parse(String text) {
        for (ErrorCode code : values()) {
            if (code.text().equals(text)) {
                return code;
            }
        }
        return INTERNAL;
    }
}

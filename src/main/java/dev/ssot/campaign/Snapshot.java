package dev.ssot.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part of the worktree held at a moment. Its contents are kept by their hashes until it is dropped.
 *
 * @param agentId the agent that it was taken for
 * @param roots what it covers, by paths from the root; the empty one is the whole worktree
 * @param method how it was decided what belongs to the worktree
 * @param manifestSha256 of the list of its files
 * @param bytes the space that it takes beside older ones
 */
public record Snapshot(
        long number,
        String agentId,
        Instant takenAt,
        String description,
        List<String> roots,
        String method,
        int fileCount,
        String manifestSha256,
        long bytes) {

    private static final Pattern ID = Pattern.compile("(?:S-)?([0-9]{1,18})");

    /** {@code S-000001}. */
    public String id() {
        return id(number);
    }

    public static String id(long number) {
        return "S-%06d".formatted(number);
    }

    /** The number of an id in either form, {@code S-000001} or {@code 1}. */
    public static Optional<Long> number(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches() ? Optional.of(Long.parseLong(parts.group(1))) : Optional.empty();
    }
}

package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.VerificationLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some roots of a lease held before its worker could touch them. It is announced with the lease and taken before
 * the lease is answered, so one that is missing tells of a crash between the two.
 *
 * @param part 0 for the roots of the claim; one more with each extension
 * @param level by which the slice is judged at least
 * @param afterEvent the last event before it was announced
 * @param manifest SHA-256 of the manifest of the roots; null while it is missing
 * @param guarded hashes of files that no work may change; null while it is missing
 */
public record Baseline(
        String leaseId,
        int part,
        VerificationLevel level,
        List<String> roots,
        long afterEvent,
        @Nullable String manifest,
        @Nullable ObjectNode guarded) {}

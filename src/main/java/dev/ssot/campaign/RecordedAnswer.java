package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The answer that a write got, kept for 24 hours so that a retry with the same request id gets it again.
 *
 * @param fingerprint hash of operation and arguments, so that a reused id is noticed
 */
public record RecordedAnswer(String requestId, String fingerprint, ObjectNode answer) {}

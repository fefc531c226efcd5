package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A repository when everybody was done, read anew from its files.
 *
 * @param problems why the registry cannot be read, breaks its rules, is not in canonical form, or has temporary files
 *     beside it
 * @param registry the document
 * @param events all, in the order of the store
 * @param leases all, in any status
 */
public record FinalState(List<String> problems, JsonNode registry, List<JsonNode> events, List<JsonNode> leases) {}

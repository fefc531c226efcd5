package dev.ssot.campaign;

import dev.ssot.registry.trace.PartChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this program knows of the registry's content: what it wrote itself, and what it has told that others wrote. */
public interface RegistryTrace {

    /** Empty before the first write. */
    Optional<Known> known();

    /** Whether a write was announced and has neither been completed nor dropped; the file may be ahead of what is known. */
    boolean isBeingWritten();

    /** The hash of every part of the known content, by name. */
    Map<String, String> parts();

    /** The latest writes of this program that are in the known content, newest first. */
    List<OwnWrite> recentWrites();

    /** @param sequence grows with every content */
    record Known(long sequence, String contentHash) {}

    /** What one rename of the registry by this program changed. */
    record OwnWrite(long sequence, List<PartChange> changes) {}

    /**
     * A content that this program did not write becomes the known one.
     *
     * @param parts hashes of the parts that differ
     * @param removed names of the parts that are gone
     * @param lost writes of ours that are not in it
     */
    record Adoption(String contentHash, Map<String, String> parts, List<String> removed, List<OwnWrite> lost) {}

    /** Of a store that knows nothing. */
    RegistryTrace NONE = new RegistryTrace() {

        @Override
        public Optional<Known> known() {
            return Optional.empty();
        }

        @Override
        public boolean isBeingWritten() {
            return false;
        }

        @Override
        public Map<String, String> parts() {
            return Map.of();
        }

        @Override
        public List<OwnWrite> recentWrites() {
            return List.of();
        }
    };
}

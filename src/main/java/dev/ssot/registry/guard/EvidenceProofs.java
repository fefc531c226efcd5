package dev.ssot.registry.guard;

import dev.ssot.registry.Row;
import java.util.Optional;

/** What is known of the evidence files on which gates were passed. */
@FunctionalInterface
public interface EvidenceProofs {

    /** Where no gate was passed yet. */
    EvidenceProofs NONE = _ -> Optional.empty();

    /** The sentence that says since when the evidence is another one than the gate saw; empty for any other evidence. */
    Optional<String> stale(Row evidence);
}

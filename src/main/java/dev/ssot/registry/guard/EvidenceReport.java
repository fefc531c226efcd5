package dev.ssot.registry.guard;

import java.util.List;

/** What was found about one row of evidence. */
public record EvidenceReport(String evidenceId, boolean passed, List<String> failures) {

    EvidenceReport(String evidenceId, List<String> failures) {
        this(evidenceId, failures.isEmpty(), List.copyOf(failures));
    }
}

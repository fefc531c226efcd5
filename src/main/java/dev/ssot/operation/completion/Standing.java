package dev.ssot.operation.completion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Baseline;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.GateRecords;
import dev.ssot.campaign.GateTerms;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.ProvedEvidence;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.config.CompletionPolicy;
import dev.ssot.registry.config.RepoConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the control store knows about a lease whose work is handed in.
 *
 * @param foreignWrites what was told of writes of the registry by others since the claim
 */
record Standing(
        Lease lease,
        List<Baseline> baselines,
        VerificationLevel floor,
        Optional<GateTerms.Override> override,
        ProvedEvidence proved,
        List<ObjectNode> foreignWrites) {

    static Standing of(Lease lease, ControlView view) {
        GateRecords gates = view.gates();
        List<Baseline> baselines = gates.baselines(lease.leaseId());
        return new Standing(
                lease,
                baselines,
                gates.floor(),
                gates.override(lease.leaseId()),
                gates.proved(),
                baselines.isEmpty()
                        ? List.of()
                        : gates.foreignWrites(baselines.getFirst().afterEvent()));
    }

    /** The strictest of what the repository asks for now, what it asked for at the claim and what an operator let it. */
    GateTerms terms(CompletionPolicy policy) {
        VerificationLevel level = baselines.stream()
                .map(Baseline::level)
                .reduce(policy.level().stricter(floor), VerificationLevel::stricter);
        List<String> notes = new ArrayList<>();
        if (!policy.stated()) {
            notes.add("%s names no level of verification: set [completion] verification".formatted(RepoConfig.PATH));
        }
        if (level != policy.level()) {
            notes.add("%s asks for less than %s, which held before; an operator lowers it with `ssot override level %s`"
                    .formatted(RepoConfig.PATH, level.text(), policy.level().text()));
        }
        return new GateTerms(
                override.isPresent() ? VerificationLevel.REPORTED : level, List.copyOf(notes), override.orElse(null));
    }
}

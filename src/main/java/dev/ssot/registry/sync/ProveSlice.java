package dev.ssot.registry.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Edit;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Tier;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.guard.TierGate;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.Optional;

/**
 * Brings the rows of a finished slice to the state that its gate has proved. The gate is asked again of the registry
 * that is written, because others may have changed it since.
 */
public record ProveSlice(String featureId, Tier tier, VerificationLevel level, RunReceipts receipts)
        implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        SliceProof proof = SliceProof.of(registry, files, level, receipts, featureId, tier);
        TierGate gate = new TierGate(proof.rows(), files);
        boolean passes = SliceProof.targetClaims(proof.rows(), featureId, tier).stream()
                .anyMatch(claim -> gate.evaluate(claim, tier).passed());
        if (!passes) {
            return new Result.Refused("the registry changed while %s was judged, and its %s gate does not pass any more"
                    .formatted(featureId, tier));
        }
        ObjectNode answer = Json.object().put("feature_id", featureId).put("tier", tier.name());
        answer.set("changes", proof.changes());
        Optional<Edit> edit = proof.edit();
        return edit.isPresent()
                ? new Result.Changed(edit.get(), new IfInvalid.OnlyNewFailures("proving " + featureId), answer)
                : new Result.Unchanged(answer);
    }
}

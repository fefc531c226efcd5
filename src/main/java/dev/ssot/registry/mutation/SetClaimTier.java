package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.GuardedState;
import dev.ssot.registry.json.Json;
import java.util.Optional;

/** Says that a claim has the tier, or how to get a claim that has it: a tier never changes in place. */
public record SetClaimTier(String id, String tier) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Optional<Row> claim = registry.find(Section.CLAIMS, id);
        if (claim.isEmpty()) {
            return new Result.Unknown("Unknown claim id: " + id);
        }
        if (!claim.get().hasText("tier", tier)) {
            return new Result.Refused(GuardedState.tierIsImmutable(id, tier));
        }
        ObjectNode answer = Json.object().put("section", "claims");
        answer.set("entity", claim.get().json());
        return new Result.Unchanged(answer.put("changed", false)
                .put(
                        "message",
                        "Claim %s is already tier %s; no in-place tier mutation was performed.".formatted(id, tier)));
    }
}

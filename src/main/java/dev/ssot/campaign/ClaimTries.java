package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Tier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What earlier decisions of the same call have led to. Decisions may run for nothing, so they are only told of it and
 * never change it.
 *
 * @param steps whose wiring was asked for; none is asked for twice
 * @param spent how many of them this call made, or failed to make; the others were found there
 * @param unannounced payloads of scaffolds that no event tells of yet
 * @param blocked the transitions that were recorded as blocked
 */
public record ClaimTries(Set<Step> steps, int spent, List<ObjectNode> unannounced, List<BlockedTransition> blocked) {

    public static final ClaimTries NONE = new ClaimTries(Set.of(), 0, List.of(), List.of());

    /** A tier step of a feature. */
    public record Step(String featureId, Tier fromTier, Tier toTier) {}

    public ClaimTries {
        steps = Set.copyOf(steps);
        unannounced = List.copyOf(unannounced);
        blocked = List.copyOf(blocked);
    }

    /** After a decision that asked for wiring which this call made; the payload waits to be told of. */
    public ClaimTries made(Claiming.Unwired unwired, ObjectNode payload) {
        return new ClaimTries(with(unwired), spent + 1, List.of(payload), unwired.blockedInCall());
    }

    public ClaimTries failed(Claiming.Unwired unwired) {
        return new ClaimTries(with(unwired), spent + 1, List.of(), unwired.blockedInCall());
    }

    /** Somebody else had made it meanwhile. */
    public ClaimTries found(Claiming.Unwired unwired) {
        return new ClaimTries(with(unwired), spent, List.of(), unwired.blockedInCall());
    }

    /** After a decision that told of everything and found out nothing else. */
    public ClaimTries announced() {
        return new ClaimTries(steps, spent, List.of(), blocked);
    }

    private Set<Step> with(Claiming.Unwired unwired) {
        Set<Step> all = new LinkedHashSet<>(steps);
        all.add(unwired.step());
        return all;
    }
}

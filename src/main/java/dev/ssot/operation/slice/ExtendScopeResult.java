package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ssot.campaign.Claiming;
import dev.ssot.campaign.Conflict;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.ScopeExtension.HeldRoots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What asking for more paths led to; which keys are there depends on {@code kind}: {@code scope_extended} or
 * {@code scope_held}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExtendScopeResult(
        boolean passed,
        String kind,
        LeaseView lease,
        @Nullable List<String> added,
        @Nullable List<Claiming.Holder> holders,
        @Nullable List<Conflict> conflicts,
        @Nullable String next) {

    static ExtendScopeResult extended(Lease lease, List<String> added) {
        return new ExtendScopeResult(true, "scope_extended", LeaseView.withToken(lease), added, null, null, null);
    }

    static ExtendScopeResult held(Lease lease, List<HeldRoots> by) {
        return new ExtendScopeResult(
                false,
                "scope_held",
                LeaseView.withToken(lease),
                null,
                by.stream()
                        .map(HeldRoots::holder)
                        .map(holder -> new Claiming.Holder(holder.featureId(), holder.workerId(), holder.expiresAt()))
                        .toList(),
                by.stream().map(HeldRoots::conflict).toList(),
                "Nothing was added: do not write there. Work on what you hold, and ask again when the holders are done.");
    }
}

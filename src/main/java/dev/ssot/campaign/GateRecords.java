package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.VerificationLevel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the store keeps of how slices are judged. */
public interface GateRecords {

    /** The strictest level that the repository was seen at, unless an operator lowered it since. */
    VerificationLevel floor();

    /** By part; empty for a lease whose level asks for none. */
    List<Baseline> baselines(String leaseId);

    /** The manifests that leases which are not finished compare with. */
    List<String> manifestsInUse();

    Optional<GateTerms.Override> override(String leaseId);

    /** Those of the campaign, or all; the oldest first. */
    List<GateTerms.Override> overrides(@Nullable String campaignId);

    /** How the lease was judged, the latest first. */
    List<KeptGateReport> reports(String leaseId);

    /** What was told of writes of the registry that this program did not make, after the event. */
    List<ObjectNode> foreignWrites(long afterEvent);

    ProvedEvidence proved();

    /** The same within a decision. */
    interface Writing extends GateRecords {

        /** Raises or lowers the floor; who lowers it is an operator, with a reason. */
        void setFloor(VerificationLevel level, @Nullable String operator, @Nullable String reason);

        /** Announces the baseline of roots that the lease gets now. */
        void announce(String leaseId, VerificationLevel level, List<String> roots);

        /** The baseline was taken. */
        void take(Baseline taken);

        void override(GateTerms.Override override);

        /** Keeps a report; when the slice passed, its evidence is proved as it is now. */
        void keep(KeptGateReport report, List<Completion.EvidenceHash> proved);
    }

    /** Of a store that knows nothing. */
    GateRecords NONE = new GateRecords() {

        @Override
        public VerificationLevel floor() {
            return VerificationLevel.REPORTED;
        }

        @Override
        public List<Baseline> baselines(String leaseId) {
            return List.of();
        }

        @Override
        public List<String> manifestsInUse() {
            return List.of();
        }

        @Override
        public Optional<GateTerms.Override> override(String leaseId) {
            return Optional.empty();
        }

        @Override
        public List<GateTerms.Override> overrides(@Nullable String campaignId) {
            return List.of();
        }

        @Override
        public List<KeptGateReport> reports(String leaseId) {
            return List.of();
        }

        @Override
        public List<ObjectNode> foreignWrites(long afterEvent) {
            return List.of();
        }

        @Override
        public ProvedEvidence proved() {
            return ProvedEvidence.NONE;
        }
    };
}

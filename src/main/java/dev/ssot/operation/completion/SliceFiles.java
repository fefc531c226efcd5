package dev.ssot.operation.completion;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.RepoPath;
import dev.ssot.operation.Place;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.sync.SliceProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that the rows of a slice name: they count even where git ignores them. */
final class SliceFiles {

    private SliceFiles() {}

    /** Those below the roots; none while the registry cannot be read. */
    static List<String> below(List<String> roots, Lease lease, Place place) {
        return place.registries().read() instanceof Reading.Read(Registry registry)
                ? below(roots, lease, registry)
                : List.of();
    }

    static List<String> below(List<String> roots, Lease lease, Registry registry) {
        return proofs(lease, registry)
                .map(row -> row.text("path"))
                .flatMap(path -> Optional.ofNullable(path).flatMap(RepoPath::normalize).stream())
                .filter(path -> RepoPath.isUnderAny(path, roots))
                .distinct()
                .toList();
    }

    /** How the trace of the registry names the rows that decide about the slice. */
    static List<String> parts(Lease lease, Registry registry) {
        List<String> parts = new ArrayList<>(List.of("guard_policies", "features." + lease.featureId()));
        SliceProof.targetClaims(registry, lease.featureId(), lease.toTier()).forEach(row -> parts.add(part(row)));
        proofs(lease, registry).forEach(row -> parts.add(part(row)));
        return parts;
    }

    private static String part(Row row) {
        return row.section().key() + "." + row.id();
    }

    private static Stream<Row> proofs(Lease lease, Registry registry) {
        return SliceProof.targetClaims(registry, lease.featureId(), lease.toTier()).stream()
                .flatMap(claim -> Stream.concat(
                        registry.findAll(Section.TESTS, claim.texts("test_ids")).stream(),
                        registry.findAll(Section.EVIDENCE, claim.texts("evidence_ids")).stream()));
    }
}

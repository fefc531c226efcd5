package dev.ssot.registry.proof;

import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.mutation.ScaffoldFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What carries the certification of one feature.
 *
 * @param sourceClaim of T1, which the source evidence proves
 * @param releaseClaim of the target tier, T3 or above, which the release takes up
 * @param testIds linked tests that exist
 */
public record ProofGraph(Row feature, Row sourceClaim, Row releaseClaim, List<String> testIds) {

    /** What reading the graphs of several features led to. */
    public sealed interface Reading {

        record Graphs(List<ProofGraph> graphs) implements Reading {

            /** The tests of all of them, each once. */
            public List<String> testIds() {
                Set<String> ids = new LinkedHashSet<>();
                graphs.forEach(graph -> ids.addAll(graph.testIds()));
                return List.copyOf(ids);
            }
        }

        record Unknown(String message) implements Reading {}

        record Incomplete(String message) implements Reading {}
    }

    public static Reading read(Registry registry, List<String> featureIds) {
        Set<String> missing = new TreeSet<>(featureIds);
        missing.removeIf(id -> registry.contains(Section.FEATURES, id));
        if (!missing.isEmpty()) {
            return new Reading.Unknown("Unknown feature ids: " + String.join(", ", missing));
        }
        List<ProofGraph> graphs = new ArrayList<>();
        for (Row feature : registry.findAll(Section.FEATURES, new LinkedHashSet<>(featureIds))) {
            List<Row> claims = registry.findAll(Section.CLAIMS, feature.texts("claim_ids"));
            if (claims.isEmpty()) {
                return new Reading.Incomplete("Feature %s has no linked claims".formatted(feature.id()));
            }
            Row releaseClaim = releaseClaim(feature, claims);
            if (!(releaseClaim.tier() instanceof Tier tier && tier.atLeast(Tier.T3))) {
                return new Reading.Incomplete(
                        "Feature %s does not have a linked T3-capable claim; proof-graph certification flow requires T3 coverage"
                                .formatted(feature.id()));
            }
            Optional<Row> sourceClaim = ofTier(claims, Tier.T1);
            if (sourceClaim.isEmpty()) {
                return new Reading.Incomplete(
                        "Feature %s is missing a linked T1 claim required for source evidence closure"
                                .formatted(feature.id()));
            }
            List<String> tests = feature.texts("test_ids").stream()
                    .filter(id -> registry.contains(Section.TESTS, id))
                    .toList();
            graphs.add(new ProofGraph(feature, sourceClaim.get(), releaseClaim, tests));
        }
        Reading.Graphs all = new Reading.Graphs(graphs);
        return all.testIds().isEmpty()
                ? new Reading.Incomplete("Proof-graph certification flow requires linked tests")
                : all;
    }

    /** The first claim of the target tier, else the first of the highest tier there is. */
    private static Row releaseClaim(Row feature, List<Row> claims) {
        Tier target = Objects.requireNonNullElse(Row.tier(feature.object("plan"), "target_claim_tier"), Tier.T1);
        return ofTier(claims, target).orElseGet(() -> highest(claims));
    }

    private static Row highest(List<Row> claims) {
        Row highest = claims.getFirst();
        for (Row claim : claims) {
            if (claim.tier() instanceof Tier tier && !(highest.tier() instanceof Tier other && other.atLeast(tier))) {
                highest = claim;
            }
        }
        return highest;
    }

    private static Optional<Row> ofTier(List<Row> claims, Tier tier) {
        return claims.stream().filter(claim -> claim.tier() == tier).findFirst();
    }

    String sourceEvidenceId() {
        return "evd:t1.%s.proof-graph-source".formatted(slug());
    }

    String evidenceId() {
        return "evd:t3.%s.proof-graph".formatted(slug());
    }

    String path(Tier tier) {
        return ".ssot/evidence/%s/proof-graph-%s.json"
                .formatted(slug(), tier.name().replace('T', 't'));
    }

    private String slug() {
        return ScaffoldFiles.slug(feature.id());
    }
}

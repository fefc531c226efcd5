package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FeatureSets;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of the registry that a campaign is about; nothing named means all of it. */
public record CampaignScope(List<String> featureIds, List<String> profileIds, List<String> boundaryIds) {

    public CampaignScope {
        featureIds = List.copyOf(new LinkedHashSet<>(featureIds));
        profileIds = List.copyOf(new LinkedHashSet<>(profileIds));
        boundaryIds = List.copyOf(new LinkedHashSet<>(boundaryIds));
    }

    public static CampaignScope stored(Campaign campaign) {
        ObjectNode metadata = campaign.metadata();
        return new CampaignScope(
                Row.texts(metadata, "feature_ids"),
                Row.texts(metadata, "profile_ids"),
                Row.texts(metadata, "boundary_ids"));
    }

    public boolean isWholeRegistry() {
        return featureIds.isEmpty() && profileIds.isEmpty() && boundaryIds.isEmpty();
    }

    boolean isSameAs(CampaignScope other) {
        return Set.copyOf(featureIds).equals(Set.copyOf(other.featureIds))
                && Set.copyOf(profileIds).equals(Set.copyOf(other.profileIds))
                && Set.copyOf(boundaryIds).equals(Set.copyOf(other.boundaryIds));
    }

    void writeTo(ObjectNode metadata) {
        if (!isWholeRegistry()) {
            featureIds.forEach(metadata.putArray("feature_ids")::add);
            profileIds.forEach(metadata.putArray("profile_ids")::add);
            boundaryIds.forEach(metadata.putArray("boundary_ids")::add);
        }
    }

    /** The ids that the registry does not hold. */
    List<String> unknownIds(Registry registry) {
        List<String> unknown = new ArrayList<>();
        collectUnknown(registry, Section.FEATURES, featureIds, unknown);
        collectUnknown(registry, Section.PROFILES, profileIds, unknown);
        collectUnknown(registry, Section.BOUNDARIES, boundaryIds, unknown);
        return unknown;
    }

    /** The existing features of the scope; null for the whole registry. */
    public @Nullable Set<String> features(Registry registry) {
        if (isWholeRegistry()) {
            return null;
        }
        Set<String> features = new LinkedHashSet<>();
        registry.findAll(Section.FEATURES, featureIds).forEach(feature -> features.add(feature.id()));
        features.addAll(FeatureSets.ofProfiles(registry, profileIds));
        for (Row boundary : registry.findAll(Section.BOUNDARIES, boundaryIds)) {
            features.addAll(FeatureSets.ofBoundary(registry, boundary));
        }
        return features;
    }

    private static void collectUnknown(Registry registry, Section section, List<String> ids, List<String> unknown) {
        ids.stream().filter(id -> registry.find(section, id).isEmpty()).forEach(unknown::add);
    }
}

package dev.ssot.registry;

import java.util.Optional;

/** How much has been proved about a feature, from T0 (declared) to T4 (validated by an outsider). */
public enum Tier {
    T0,
    T1,
    T2,
    T3,
    T4;

    /** The tier of that name, or empty for any other text. */
    public static Optional<Tier> parse(String text) {
        for (Tier tier : values()) {
            if (tier.name().equals(text)) {
                return Optional.of(tier);
            }
        }
        return Optional.empty();
    }

    /** One step above this tier on the way to {@code target}, or empty when the target is reached. */
    public Optional<Tier> nextTowards(Tier target) {
        return atLeast(target) ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }

    public boolean atLeast(Tier other) {
        return ordinal() >= other.ordinal();
    }

    public static Tier max(Tier left, Tier right) {
        return left.atLeast(right) ? left : right;
    }

    public static Tier min(Tier left, Tier right) {
        return left.atLeast(right) ? right : left;
    }
}

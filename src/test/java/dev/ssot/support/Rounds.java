package dev.ssot.support;

/** How often a test of chance is repeated: a few times in every build, many times with {@code -Psoak}. */
public final class Rounds {

    private Rounds() {}

    public static int of(int everyBuild) {
        return Integer.getInteger("ssot.rounds", everyBuild);
    }
}

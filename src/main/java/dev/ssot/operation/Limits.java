package dev.ssot.operation;

/** Bounds and forms of arguments that several operations share. */
public final class Limits {

    public static final int NAME = 128;
    public static final int TEXT = 4_000;
    public static final int IDS = 10_000;
    public static final int PAGE = 1_000;
    public static final int DAY_SECONDS = 86_400;

    /** How many features with work to do a claim looks at unless it says otherwise, as the reference has it. */
    public static final int FEATURES = 25;

    /** Names of workers, campaigns and requests: visible characters without spaces, so that logs stay readable. */
    public static final String NAME_FORM = "^[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,127}$";

    public static final String NAME_RULE =
            "must be a name of 1 to 128 letters, digits and ._:@/+- that begins with a letter or digit";

    private Limits() {}
}

package dev.ssot.operation;

/** Bounds and forms of arguments that several operations share. */
public final class Limits {

    public static final int NAME = 128;
    public static final int TEXT = 4_000;
    public static final int IDS = 10_000;
    public static final int PAGE = 1_000;
    public static final int DAY_SECONDS = 86_400;

    /** Names of workers, campaigns and requests: visible characters without spaces, so that logs stay readable. */
    public static final String NAME_FORM = "^[A-Za-z0-9][A-Za-z0-9._:@/+-]*$";

    private Limits() {}
}

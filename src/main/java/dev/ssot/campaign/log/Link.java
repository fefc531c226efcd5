package dev.ssot.campaign.log;

/** The end of the log up to some entry: what the next entry is bound to. */
public record Link(long number, String hash) {

    /** Before the first entry. */
    public static final Link START = new Link(0, "0".repeat(64));
}

package dev.ssot.campaign;

/** What git knows of the commits of the repository. */
@FunctionalInterface
public interface CommitHistory {

    /** Without git no commit is part of anything. */
    CommitHistory NONE = (_, _) -> false;

    /** Whether the first commit, perhaps abbreviated, is the second one or came after it and is part of the head now. */
    boolean isSince(String commit, String earlier);
}

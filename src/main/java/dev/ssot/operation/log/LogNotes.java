package dev.ssot.operation.log;

import dev.ssot.campaign.log.Link;
import java.util.Optional;

/**
 * The end of the log at the last check that found it sound, kept outside the repository for this user on this machine:
 * who can only write the repository cannot take it back.
 */
public interface LogNotes {

    Reading read();

    /** Replaces what was kept; says why that cannot be, if it cannot. */
    Optional<String> keep(Link end);

    /** What reading it led to. */
    sealed interface Reading {

        /** @param place where it is kept */
        record Kept(Link end, String place) implements Reading {}

        record Nothing() implements Reading {}

        /** It cannot be believed or there is no place for it. */
        record Unusable(String reason) implements Reading {}
    }
}

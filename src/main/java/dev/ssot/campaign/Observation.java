package dev.ssot.campaign;

import java.util.List;
import java.util.SortedSet;

/** What was seen of the files since a slice was claimed. */
public sealed interface Observation {

    /** The level asks for no look: the worker's word counts. */
    record NotAsked() implements Observation {}

    /**
     * @param method how files were seen: {@code git} with what git ignores left out, or {@code manifest} of the roots
     * @param comparedWith {@code baseline} taken at the claim, or the head commit then
     * @param changed paths below the roots of the lease that differ
     * @param outside changes that the lease does not explain; told as conflicts
     * @param forbidden paths that no lease may cover, and that somebody changed
     * @param foreignRows rows of the slice that something else than this program changed in the registry file
     * @param notes what else the one who reads the report has to know
     */
    record Seen(
            String method,
            String comparedWith,
            SortedSet<String> changed,
            List<String> outside,
            List<String> forbidden,
            List<String> foreignRows,
            List<String> notes)
            implements Observation {}

    /** Nobody can tell what changed, so nothing can pass. */
    record Impossible(String reason, String next) implements Observation {}
}

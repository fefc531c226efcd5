package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A conflict to be kept.
 *
 * @param owner whose lease the paths are under; null for nobody's
 * @param suspectedActor the worker who seems to have changed them; null when nothing tells
 * @param paths the changed paths, each with what it is like: one that was resolved like that is not taken up again
 * @param detail what else an operator has to know
 */
public record NewConflict(
        Kind kind,
        @Nullable Lease owner,
        @Nullable String suspectedActor,
        SequencedMap<String, String> paths,
        ObjectNode detail) {

    /** What two cannot both be right about. */
    public enum Kind {
        /** Paths of one lease that another worker seems to have changed. */
        FOREIGN_LEASE,
        /** Paths of one lease that another worker asked for. */
        SCOPE_WANTED,
        /** Paths under no lease, changed while others held leases. */
        OUT_OF_LEASE,
        /** Paths that no lease may cover. */
        FORBIDDEN_PATH,
        /** Somebody wrote a registry in which writes of ours are missing. */
        REGISTRY_OVERWRITTEN;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

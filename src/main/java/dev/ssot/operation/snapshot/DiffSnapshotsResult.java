package dev.ssot.operation.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ssot.workspace.tree.PathChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How two snapshots differ, in the envelope of the tools that are called by their contract's names. */
public record DiffSnapshotsResult(boolean passed, boolean success, Compared data) {

    private static final String MISSING = "one_or_both_snapshots_missing";

    /**
     * The differences; or which snapshots were asked for, when there is none of that id any more.
     *
     * @param diffs ordered by path; null when one is missing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Compared(
            @Nullable List<Difference> diffs,
            @Nullable String error,
            @Nullable String before,
            @Nullable String after) {}

    /** A path of which they hold different things. */
    public record Difference(String path, Kind kind) {

        static Difference of(PathChange change) {
            return new Difference(
                    change.path(),
                    switch (change.kind()) {
                        case ADDED -> Kind.Added;
                        case REMOVED -> Kind.Removed;
                        case MODIFIED -> Kind.Modified;
                    });
        }
    }

    /** As the contract writes them. */
    public enum Kind {
        Added,
        Removed,
        Modified
    }

    static DiffSnapshotsResult of(List<PathChange> changes) {
        return new DiffSnapshotsResult(
                true, true, new Compared(changes.stream().map(Difference::of).toList(), null, null, null));
    }

    static DiffSnapshotsResult missing(String before, String after) {
        return new DiffSnapshotsResult(false, false, new Compared(null, MISSING, before, after));
    }
}

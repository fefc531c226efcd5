package dev.ssot.registry.mutation;

import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds boundaries to a release, or takes them out; the primary one stays. */
public record ReleaseBoundaries(LinkRow.Way way, String id, List<String> boundaryIds) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Optional<Row> release = registry.find(Section.RELEASES, id);
        String primary = release.map(row -> row.text("boundary_id")).orElse(null);
        List<String> ids = new ArrayList<>(boundaryIds);
        if (primary != null && way == LinkRow.Way.LINK) {
            ids.addFirst(primary);
        } else if (primary != null && ids.contains(primary)) {
            return new Result.Refused(
                    "Cannot remove the primary boundary_id from release boundary_ids; update the release boundary_id first");
        }
        return new LinkRow(way, Section.RELEASES, id, Map.of("boundary_ids", ids)).apply(registry, files);
    }
}

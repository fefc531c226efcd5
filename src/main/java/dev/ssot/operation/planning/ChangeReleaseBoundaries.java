package dev.ssot.operation.planning;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.LinkRow;
import dev.ssot.registry.mutation.ReleaseBoundaries;
import java.util.List;

/** {@code release.boundaries}: adds boundaries to a release, or takes them out. */
public final class ChangeReleaseBoundaries implements UseCase<ReleaseBoundariesRequest, Report> {

    @Override
    public Reply<Report> run(ReleaseBoundariesRequest request, Context context) {
        LinkRow.Way way = request.mode().equals("add") ? LinkRow.Way.LINK : LinkRow.Way.UNLINK;
        return new RowsWrite("release_boundaries", Section.RELEASES, List.of(request.id()))
                .run(context, new ReleaseBoundaries(way, request.id(), request.boundaryIds()));
    }
}

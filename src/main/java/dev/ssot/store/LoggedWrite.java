package dev.ssot.store;

import dev.ssot.campaign.log.NewEntry;
import dev.ssot.campaign.log.OperationId;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Author;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.trace.FileImage;
import dev.ssot.registry.trace.PartImage;
import dev.ssot.registry.trace.WriteImage;
import java.util.ArrayList;
import java.util.List;

/** What the log is told of a write of the registry. */
final class LoggedWrite {

    private static final int NAMED = 3;

    private LoggedWrite() {}

    static NewEntry of(Author author, Registry before, Registry after, List<FileImage> files) {
        WriteImage image = new WriteImage(PartImage.between(before, after), files);
        List<String> touched = new ArrayList<>();
        image.parts().forEach(part -> touched.add(part.name()));
        files.forEach(file -> touched.add(NewEntry.FILE + file.path()));
        return new NewEntry(
                author.agentId(),
                author.operationId(),
                description(author, touched),
                touched,
                Json.object(),
                author.target(),
                // What an undo did is brought back by redoing what it undid.
                author.target() == null ? image.text().orElse(null) : null);
    }

    private static String description(Author author, List<String> touched) {
        Long target = author.target();
        String turned = target == null ? "" : "turned %s: ".formatted(OperationId.of(target));
        String named = String.join(", ", touched.stream().limit(NAMED).toList());
        int more = touched.size() - NAMED;
        return turned + "changed " + (touched.isEmpty() ? "nothing that is told apart" : named)
                + (more > 0 ? " and %d more".formatted(more) : "");
    }
}

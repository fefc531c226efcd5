package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.trace.FileImage;
import dev.ssot.registry.trace.PartImage;
import dev.ssot.registry.trace.WriteImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings rows and files from one known state to another, as long as all of them still are in the first: undoing a
 * write, or doing it again. What came out of such a write is guarded and validated like every other change.
 *
 * @param image from what, to what
 * @param action what failures are told to come after: {@code undoing OP-000007}
 */
public record RestoreImage(WriteImage image, String action, ObjectNode answer) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        List<String> moved = moved(registry, files);
        if (!moved.isEmpty()) {
            return new Result.Refused(
                    "%s is not possible any more: %s changed since, by somebody whom the log does not know"
                            .formatted(action, String.join(", ", moved)));
        }
        Draft draft = new Draft(registry);
        for (PartImage part : image.parts()) {
            if (!restore(draft, part)) {
                return new Result.Refused(
                        "%s is not possible: %s is no object of the registry".formatted(action, part.name()));
            }
        }
        order(draft);
        List<FileChange> changes =
                image.files().stream().map(RestoreImage::change).toList();
        return GuardedChange.of(draft, files, new IfInvalid.After(action), answer.deepCopy(), changes, null);
    }

    private List<String> moved(Registry registry, RepositoryFiles files) {
        List<String> moved = new ArrayList<>();
        for (PartImage part : image.parts()) {
            if (!part.isStill(registry)) {
                moved.add(part.name());
            }
        }
        for (FileImage file : image.files()) {
            Optional<byte[]> now = files.read(file.path());
            boolean same = now.isPresent()
                    ? Arrays.equals(now.get(), file.before())
                    : file.before() == null && !files.exists(file.path());
            if (!same) {
                moved.add(file.path());
            }
        }
        return moved;
    }

    private static FileChange change(FileImage file) {
        byte[] after = file.after();
        return after == null ? new FileChange.Delete(file.path()) : new FileChange.Put(file.path(), after);
    }

    private static boolean restore(Draft draft, PartImage part) {
        JsonNode after = part.after();
        Optional<Section> section = part.section();
        if (section.isEmpty()) {
            return after instanceof ObjectNode object && fill(draft.object(part.name()), object);
        }
        if (after == null) {
            draft.remove(section.get(), part.id());
        } else if (part.before() == null) {
            draft.add(section.get(), (ObjectNode) after.deepCopy());
        } else {
            return fill(draft.edit(section.get(), part.id()), (ObjectNode) after);
        }
        return true;
    }

    private static boolean fill(ObjectNode target, ObjectNode content) {
        target.removeAll();
        target.setAll(content.deepCopy());
        return true;
    }

    /** Rows that come back go where they stood. */
    private void order(Draft draft) {
        for (Section section : Section.values()) {
            List<PartImage> back = image.parts().stream()
                    .filter(part -> part.section().filter(section::equals).isPresent())
                    .filter(part -> part.before() == null && part.next() != null)
                    .toList();
            if (!back.isEmpty()) {
                Map<String, Integer> places = places(draft.ids(section), back);
                draft.sort(section, Comparator.comparing(row -> place(places, row)));
            }
        }
    }

    /** Images stand from the last row to the first, so that the row before which one stood is there already. */
    private static Map<String, Integer> places(List<String> ids, List<PartImage> back) {
        List<String> order = new ArrayList<>(ids);
        for (PartImage part : back) {
            int place = order.indexOf(part.next());
            if (place >= 0) {
                order.remove(part.id());
                order.add(order.indexOf(part.next()), part.id());
            }
        }
        Map<String, Integer> places = new HashMap<>();
        order.forEach(id -> places.put(id, places.size()));
        return places;
    }

    private static int place(Map<String, Integer> places, ObjectNode row) {
        return places.getOrDefault(row.path("id").asText(), Integer.MAX_VALUE);
    }
}

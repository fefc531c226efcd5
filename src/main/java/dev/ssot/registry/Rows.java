package dev.ssot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one snapshot, as rules and guards ask for them. The validation hands them a view that remembers what was
 * asked, so that it knows what has to be looked at again when a row changes.
 */
public interface Rows {

    /** The rows of the section in the order of the file. */
    Collection<Row> rows(Section section);

    Optional<Row> find(Section section, String id);

    /** Whether there is such a row; for who does not care what is in it. */
    boolean contains(Section section, String id);

    /** The object of policies under that name; a missing node when the registry names none. */
    JsonNode guardPolicy(String name);

    /** The rows of those ids that exist, in the order of the ids. */
    default List<Row> findAll(Section section, Collection<String> ids) {
        List<Row> found = new ArrayList<>(ids.size());
        for (String id : ids) {
            find(section, id).ifPresent(found::add);
        }
        return found;
    }
}

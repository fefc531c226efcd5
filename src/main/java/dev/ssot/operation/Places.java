package dev.ssot.operation;

import dev.ssot.workspace.RepositoryRoot;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The repositories that this process has open, each opened when it is first named. One does not harm another. */
public final class Places implements AutoCloseable {

    private final Function<RepositoryRoot, Place> open;
    private final Map<Path, Place> places = new ConcurrentHashMap<>();

    public Places(Function<RepositoryRoot, Place> open) {
        this.open = open;
    }

    /** What naming a repository led to. */
    public sealed interface Lookup {

        record Found(Place place) implements Lookup {}

        record Missing(String message) implements Lookup {}
    }

    /** @param path the repository's root or anything below it */
    public Lookup find(Path path) {
        Place known = places.get(path);
        if (known != null) {
            return new Lookup.Found(known);
        }
        return switch (RepositoryRoot.locate(path)) {
            case RepositoryRoot.Search.Found(RepositoryRoot root) ->
                new Lookup.Found(places.computeIfAbsent(root.path(), key -> open.apply(root)));
            case RepositoryRoot.Search.NotFound(String message) -> new Lookup.Missing(message);
        };
    }

    public Collection<Place> all() {
        return List.copyOf(places.values());
    }

    @Override
    public void close() {
        places.values().forEach(Place::close);
        places.clear();
    }
}

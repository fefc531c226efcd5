package dev.ssot.operation;

import dev.ssot.workspace.RepositoryRoot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The repositories that this process has open, each opened when it is first named. One does not harm another, and one
 * that nobody uses can be closed at any time.
 */
public final class Places implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Places.class.getName());

    private final Function<RepositoryRoot, Place> open;
    private final Map<Path, Opened> places = new ConcurrentHashMap<>();

    public Places(Function<RepositoryRoot, Place> open) {
        this.open = open;
    }

    /** What naming a repository led to. */
    public sealed interface Lookup {

        record Found(Place place) implements Lookup {}

        record Missing(String message) implements Lookup {}
    }

    /**
     * Hands out a place that stays open until the use has returned.
     *
     * @param path the repository's root or anything below it
     */
    public <T> T use(Path path, Function<Lookup, T> use) {
        Opened known = places.get(path);
        while (known == null || !known.enter()) {
            switch (RepositoryRoot.locate(path)) {
                case RepositoryRoot.Search.Found(RepositoryRoot root) ->
                    // Waits for one that is being closed.
                    known = places.computeIfAbsent(root.path(), _ -> new Opened(open.apply(root)));
                case RepositoryRoot.Search.NotFound(String message) -> {
                    return use.apply(new Lookup.Missing(message));
                }
            }
        }
        try {
            return use.apply(new Lookup.Found(known.place));
        } finally {
            known.leave();
        }
    }

    /** For a process that closes nothing before its end. */
    public Lookup find(Path path) {
        return use(path, Function.identity());
    }

    /** Each one that is open, kept open meanwhile. */
    public void forEach(Consumer<Place> visit) {
        for (Opened opened : places.values()) {
            if (opened.enter()) {
                try {
                    visit.accept(opened.place);
                } finally {
                    opened.leave();
                }
            }
        }
    }

    /** The roots of those that are open. */
    public List<Path> roots() {
        return List.copyOf(places.keySet());
    }

    /** Closes a place unless it is in use; whoever names it next opens it anew. */
    public boolean closeUnused(Path root) {
        return places.computeIfPresent(root, (_, opened) -> opened.closeUnused() ? null : opened) == null;
    }

    @Override
    public void close() {
        places.values().forEach(opened -> opened.place.close());
        places.clear();
    }

    private static final class Opened {

        private static final int CLOSED = -1;

        private final Place place;
        private final AtomicInteger users = new AtomicInteger();

        Opened(Place place) {
            this.place = place;
        }

        boolean enter() {
            return users.getAndUpdate(count -> count == CLOSED ? CLOSED : count + 1) != CLOSED;
        }

        void leave() {
            users.decrementAndGet();
        }

        boolean closeUnused() {
            if (!users.compareAndSet(0, CLOSED)) {
                return false;
            }
            try {
                place.close();
            } catch (RuntimeException failure) {
                // It is not used any more, and nothing acknowledged is lost.
                LOG.log(Level.WARNING, "closing " + place.root() + " failed", failure);
            }
            return true;
        }
    }
}

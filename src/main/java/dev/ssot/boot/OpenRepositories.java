package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.ControlStore;
import dev.ssot.operation.Call;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.Registry;
import dev.ssot.rpc.Household.Located;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The repositories that the daemon has open: who uses them, what went wrong in them last, and which can be closed. One
 * that is broken harms no other, and comes back with the first call after it was mended.
 */
final class OpenRepositories implements Operations {

    private static final Logger LOG = Logger.getLogger(OpenRepositories.class);

    /** What is about the repository or about us, and not about the call. */
    private static final Set<ErrorCode> TOLD = Set.of(
            ErrorCode.INTERNAL,
            ErrorCode.STORE_UNAVAILABLE,
            ErrorCode.REGISTRY_UNREADABLE,
            ErrorCode.REGISTRY_LOCKED,
            ErrorCode.REGISTRY_READ_ONLY);

    /**
     * @param open so many at most, unless more than that are in a call at one time
     * @param idle after so long without a call, and without an open lease, one is closed
     */
    record Limits(int open, Duration idle) {

        static final Limits DEFAULT = new Limits(64, Duration.ofMinutes(15));
    }

    private final Places places;
    private final Operations engine;
    private final InstantSource clock;
    private final Limits limits;
    private volatile Instant lastUse = Instant.MIN;
    private final Map<Path, RepositoryUse> uses = new ConcurrentHashMap<>();

    OpenRepositories(Places places, Operations engine, InstantSource clock, Limits limits) {
        this.places = places;
        this.engine = engine;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public Outcome call(Call call) {
        return places.use(
                call.root(),
                lookup -> lookup instanceof Places.Lookup.Found(Place place)
                        ? called(used(place), call)
                        : engine.call(call));
    }

    private Outcome called(RepositoryUse use, Call call) {
        use.begin();
        try {
            Outcome outcome = engine.call(call);
            if (outcome instanceof Outcome.Refused(Refusal refusal) && TOLD.contains(refusal.code())) {
                use.failed(clock.instant(), call.operationId(), refusal);
            }
            return outcome;
        } finally {
            lastUse = clock.instant();
            use.end(lastUse);
        }
    }

    /** Which repository a path is; opens it if need be. */
    Located locate(Path path) {
        return places.use(path, lookup -> switch (lookup) {
            case Places.Lookup.Found(Place place) -> {
                var _ = used(place);
                yield new Located.At(place.root(), place.repositoryId());
            }
            case Places.Lookup.Missing(String message) ->
                new Located.Nowhere(new Refusal(
                        ErrorCode.REPOSITORY_NOT_FOUND, message, "Name a repository that holds a registry."));
        });
    }

    private RepositoryUse used(Place place) {
        RepositoryUse known = uses.get(place.root());
        if (known != null) {
            return known;
        }
        RepositoryUse use = uses.computeIfAbsent(place.root(), _ -> new RepositoryUse(clock.instant()));
        makeRoom();
        return use;
    }

    /** Closes those that were not called for the longest time; their leases stand on disk. */
    private void makeRoom() {
        List<Path> longestUnused = uses.entrySet().stream()
                .sorted(Comparator.comparing(use -> use.getValue().last()))
                .map(Map.Entry::getKey)
                .toList();
        int tooMany = places.roots().size() - limits.open();
        for (Path root : longestUnused) {
            if (tooMany <= 0) {
                return;
            }
            tooMany -= close(root, "more than " + limits.open() + " are open") ? 1 : 0;
        }
    }

    /** Closes what is gone and what nobody needs, and asks again which repositories the others are. */
    void tidy() {
        Instant now = clock.instant();
        places.forEach(place -> {
            if (!isGone(place.root())) {
                place.identify();
            }
        });
        for (Path root : places.roots()) {
            RepositoryUse use = uses.computeIfAbsent(root, _ -> new RepositoryUse(now));
            if (isGone(root)) {
                close(root, "it holds no registry any more");
            } else if (use.isUnusedSince(now.minus(limits.idle())) && leases(root) == 0) {
                close(root, "nobody has called for " + limits.idle());
            }
        }
    }

    private static boolean isGone(Path root) {
        return !Files.isRegularFile(root.resolve(Registry.PATH));
    }

    private boolean close(Path root, String because) {
        if (!places.closeUnused(root)) {
            return false;
        }
        uses.remove(root);
        LOG.infof("%s is closed: %s", root, because);
        return true;
    }

    /** Of all that are open; one whose store does not answer counts as one, for nobody knows. */
    int openLeases() {
        return places.roots().stream().mapToInt(this::leases).sum();
    }

    private int leases(Path root) {
        int[] leases = new int[1];
        places.forEach(place -> {
            if (place.root().equals(root)) {
                try {
                    leases[0] = openLeases(place);
                } catch (RuntimeException unavailable) {
                    leases[0] = 1;
                }
            }
        });
        return leases[0];
    }

    private int openLeases(Place place) {
        return place.control().read(clock.instant(), view -> view.openLeases().size());
    }

    /** When the last call ended. */
    Instant lastUse() {
        return lastUse;
    }

    boolean isInCall() {
        return uses.values().stream().anyMatch(RepositoryUse::isInCall);
    }

    /** @param clients how many connections have named a repository */
    void describe(ArrayNode repositories, Map<Path, Integer> clients) {
        places.forEach(place -> {
            ObjectNode repository = repositories
                    .addObject()
                    .put("root", place.root().toString())
                    .put("repository_id", place.repositoryId());
            RepositoryUse use = uses.computeIfAbsent(place.root(), _ -> new RepositoryUse(clock.instant()));
            try {
                repository.put("open_leases", openLeases(place));
            } catch (ControlStore.Unavailable unavailable) {
                repository.putNull("open_leases");
                use.failed(
                        clock.instant(),
                        "daemon.status",
                        new Refusal(ErrorCode.STORE_UNAVAILABLE, String.valueOf(unavailable.getMessage()), ""));
            } catch (RuntimeException bug) {
                LOG.errorf(bug, "the leases of %s cannot be counted", place.root());
                repository.putNull("open_leases");
            }
            repository.put("clients", clients.getOrDefault(place.root(), 0));
            use.describe(repository);
            repository
                    .withObject("/queues")
                    .put("decisions", place.control().waiting())
                    .put("registry_writes", place.registries().waiting());
        });
    }
}

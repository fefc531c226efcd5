package dev.ssot.campaign;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The roots that open leases cover, ordered so that an overlap is found without looking at all of them. */
final class OpenRoots {

    private final NavigableMap<String, Lease> holders = new TreeMap<>();
    private final boolean ignoreCase;

    OpenRoots(List<Lease> openLeases, boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
        for (Lease lease : openLeases) {
            lease.pathRoots().forEach(root -> holders.put(key(root), lease));
        }
    }

    /** The lease that covers a root above, equal to or below one of these. */
    Optional<Lease> holderOf(List<String> roots) {
        return roots.stream().map(this::holderOf).flatMap(Optional::stream).findFirst();
    }

    private Optional<Lease> holderOf(String root) {
        String key = key(root);
        var below = holders.ceilingEntry(key);
        if (below != null && below.getKey().startsWith(key)) {
            return Optional.of(below.getValue());
        }
        for (int end = key.lastIndexOf('/', key.length() - 2); end > 0; end = key.lastIndexOf('/', end - 1)) {
            Lease above = holders.get(key.substring(0, end + 1));
            if (above != null) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    /** A final slash keeps {@code src/ab} from standing below {@code src/a}, and children next to their parent. */
    private String key(String root) {
        return (ignoreCase ? root.toLowerCase(Locale.ROOT) : root) + "/";
    }
}

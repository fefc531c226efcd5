package dev.ssot.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The paths that a lease on a feature covers, as the feature's row states them. */
sealed interface LeaseRoots {

    /** Normalised, in the order of the row. */
    record Stated(List<String> paths) implements LeaseRoots {}

    /** The row states a root that no lease may cover; only this feature is held up by it. */
    record Invalid(List<String> failures, int count) implements LeaseRoots {}

    Pattern NO_SLUG = Pattern.compile("[^a-zA-Z0-9._/-]+");
    Pattern GLOB = Pattern.compile("[*?\\[\\]{}]");

    /** Folders that hold what no worker may write, next to what it may. */
    Set<String> TOO_WIDE = Set.of(".ssot");

    /** How many roots the row states, which decides among equals. */
    default int size() {
        return switch (this) {
            case Stated(List<String> paths) -> paths.size();
            case Invalid(List<String> failures, int count) -> count;
        };
    }

    static LeaseRoots of(Row feature) {
        return of(stated(feature));
    }

    static LeaseRoots of(List<String> stated) {
        List<String> paths = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (String root : stated) {
            Optional<String> failure = failure(root);
            if (failure.isPresent()) {
                failures.add(failure.get());
            } else {
                paths.add(normalized(root).orElseThrow());
            }
        }
        return failures.isEmpty() ? new Stated(paths) : new Invalid(failures, stated.size());
    }

    private static List<String> stated(Row feature) {
        for (String field : List.of("lease_roots", "path_roots", "allowed_path_globs")) {
            List<String> roots = feature.texts(field);
            if (!roots.isEmpty()) {
                return roots;
            }
        }
        JsonNode plan = feature.object("plan");
        List<String> planned = Row.texts(plan, "lease_roots");
        return planned.isEmpty() ? List.of(".ssot/evidence/" + slug(feature.id())) : planned;
    }

    private static Optional<String> failure(String root) {
        String slashed = root.strip().replace('\\', '/');
        Optional<String> path = normalized(root);
        if (slashed.startsWith("/") || slashed.matches("[A-Za-z]:.*") || path.isEmpty()) {
            return Optional.of("path escapes repository: " + root);
        }
        if (path.get().isEmpty()) {
            return Optional.of("lease path cannot be repository root");
        }
        if (GLOB.matcher(path.get()).find()) {
            return Optional.of("lease path may hold no pattern but a final /**: " + root);
        }
        if (RepoPath.isForbidden(path.get()) || TOO_WIDE.contains(path.get().toLowerCase(Locale.ROOT))) {
            return Optional.of("forbidden path: " + path.get());
        }
        return Optional.empty();
    }

    private static Optional<String> normalized(String root) {
        String slashed = root.strip().replace('\\', '/');
        return RepoPath.normalize(slashed.endsWith("/**") ? slashed.substring(0, slashed.length() - 3) : slashed);
    }

    private static String slug(String featureId) {
        String name = featureId.substring(featureId.indexOf(':') + 1);
        String clean =
                NO_SLUG.matcher(name).replaceAll("-").replaceAll("^-+|-+$", "").toLowerCase(Locale.ROOT);
        return clean.isEmpty() ? "feature" : clean;
    }
}

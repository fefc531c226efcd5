package dev.ssot.operation.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.RepoPath;
import dev.ssot.campaign.log.LogEntry;
import dev.ssot.campaign.log.OperationId;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.trace.PartImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of turning an operation: later operations on the same rows or files, open leases on them, and
 * slices that were completed on them.
 *
 * @param operation the one that is turned
 * @param since number of the entry after which the rows and files have been as they are now
 * @param parts of the registry that it changes
 * @param files that it changes
 * @param ownLease the lease under which the caller works; it is not in its own way
 */
record Dependents(
        LogEntry operation,
        long since,
        List<PartImage> parts,
        List<String> files,
        @Nullable String ownLease) {

    private static final int NAMED = 3;

    /** Why it cannot be turned now; empty when nothing depends on it. */
    Optional<String> hindrance(ControlView view, Registry registry) {
        Set<String> features = features(registry);
        return completedSlice(view, features).or(() -> laterChange(view)).or(() -> openLease(view, features));
    }

    private Optional<String> laterChange(ControlView view) {
        List<LogEntry> later = view.operationLog().standingAfter(since, operation.touchedKeys()).stream()
                .filter(LogEntry::isChange)
                .filter(entry -> entry.number() != operation.number())
                .toList();
        if (later.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = later.reversed().stream()
                .limit(NAMED)
                .map(entry -> "%s (%s by %s) on %s"
                        .formatted(entry.id(), entry.kind(), entry.agentId(), String.join(", ", common(entry))))
                .toList();
        String more = later.size() > NAMED ? " and %d more".formatted(later.size() - NAMED) : "";
        return Optional.of("later work depends on %s: %s%s. Undo that first, the newest before the others"
                .formatted(operation.id(), String.join("; ", named), more));
    }

    private List<String> common(LogEntry later) {
        List<String> common = new ArrayList<>(later.touchedKeys());
        common.retainAll(operation.touchedKeys());
        return common.stream().limit(NAMED).toList();
    }

    private Optional<String> openLease(ControlView view, Set<String> features) {
        return view.openLeases().stream()
                .filter(lease ->
                        !lease.isOverdue(view.now()) && !lease.leaseId().equals(ownLease))
                .filter(lease -> features.contains(lease.featureId()) || holdsFile(lease))
                .findFirst()
                .map(lease -> "%s works on %s under %s until %s, which rests on %s. Let it end first"
                        .formatted(
                                lease.workerId(),
                                lease.featureId(),
                                lease.leaseId(),
                                lease.expiresAt(),
                                operation.id()));
    }

    private boolean holdsFile(Lease lease) {
        return files.stream().anyMatch(file -> RepoPath.isUnderAny(file, lease.pathRoots()));
    }

    private Optional<String> completedSlice(ControlView view, Set<String> features) {
        List<String> keys = features.stream()
                .map(feature -> Section.FEATURES.key() + "." + feature)
                .toList();
        return view.operationLog().standingAfter(since, keys).stream()
                .filter(entry -> entry.kind().equals(LogEntry.COMPLETED))
                .findFirst()
                .map(entry ->
                        "a slice was completed on it: %s, %s. A completion is not undone; correct the rows instead"
                                .formatted(OperationId.of(entry.number()), entry.description()));
    }

    /** The features that the rows of the operation are about. */
    private Set<String> features(Registry registry) {
        Set<String> features = new LinkedHashSet<>();
        for (PartImage part : parts) {
            Section section = part.section().orElse(null);
            if (section == Section.FEATURES) {
                features.add(part.id());
            } else if (section == Section.CLAIMS || section == Section.TESTS || section == Section.EVIDENCE) {
                Stream.of(Optional.ofNullable(part.before()), Optional.ofNullable(part.after()))
                        .flatMap(Optional::stream)
                        .forEach(row -> features.addAll(features(registry, row)));
            }
        }
        return features;
    }

    private static Set<String> features(Registry registry, JsonNode row) {
        Set<String> features = new LinkedHashSet<>(Row.texts(row, "feature_ids"));
        for (Section section : List.of(Section.CLAIMS, Section.TESTS)) {
            Row.texts(row, section.label() + "_ids")
                    .forEach(id -> registry.find(section, id)
                            .ifPresent(linked -> features.addAll(linked.texts("feature_ids"))));
        }
        return features;
    }
}

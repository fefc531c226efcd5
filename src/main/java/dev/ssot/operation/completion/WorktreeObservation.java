package dev.ssot.operation.completion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Baseline;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.Observation;
import dev.ssot.campaign.RepoPath;
import dev.ssot.operation.Place;
import dev.ssot.operation.watch.WorktreeWatch;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.PathChange;
import dev.ssot.workspace.tree.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks at what changed below the roots of a lease since its claim. Walks the worktree, so it comes before a decision. */
public final class WorktreeObservation {

    private final Place place;
    private final Registry registry;
    private final Lease lease;
    private final List<Baseline> baselines;
    private final List<String> notes = new ArrayList<>();

    public WorktreeObservation(Place place, Registry registry, Lease lease, List<Baseline> baselines) {
        this.place = place;
        this.registry = registry;
        this.lease = lease;
        this.baselines = baselines;
    }

    /**
     * @param whole what the look at the whole worktree showed, if git could tell
     * @param foreignWrites what was told of writes of the registry by others since the claim
     */
    public Observation look(Optional<WorktreeWatch.Seen> whole, List<ObjectNode> foreignWrites) {
        try {
            Optional<Manifest> baseline = baseline();
            Optional<Manifest> before = baseline.isPresent() ? baseline : committed();
            if (before.isEmpty()) {
                return new Observation.Impossible(
                        "what %s held at the claim is not known: no baseline of %s was kept, and no commit tells"
                                .formatted(lease.pathRoots(), lease.leaseId()),
                        "Give the slice back with abandon_slice and claim it again; changes after that are seen.");
            }
            Set<String> counted = new HashSet<>(SliceFiles.below(lease.pathRoots(), lease, registry));
            before.get().entries().forEach(entry -> counted.add(entry.path()));
            Manifest now = place.capture().capture(lease.pathRoots(), counted);
            if (baseline.isPresent() && !before.get().ignoreRules().equals(now.ignoreRules())) {
                notes.add("what git ignores changed since the claim");
            }
            return new Observation.Seen(
                    now.method() == Manifest.Method.GIT ? "git" : "manifest",
                    baseline.isPresent() ? "baseline" : "head commit at the claim",
                    changed(before.get(), now, baseline.isPresent()),
                    outside(whole),
                    guarded(),
                    foreignRows(foreignWrites),
                    List.copyOf(notes));
        } catch (IOException | IllegalArgumentException failure) {
            return new Observation.Impossible(
                    "the files below %s cannot be compared: %s".formatted(lease.pathRoots(), failure.getMessage()),
                    "Make them readable, then call complete_slice again.");
        }
    }

    /** The manifests of all parts as one; where roots overlap, what was seen first counts. Empty when one is missing. */
    private Optional<Manifest> baseline() throws IOException {
        List<TreeEntry> entries = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        Manifest last = null;
        for (Baseline part : baselines) {
            Optional<Manifest> manifest = Baselines.load(place, part);
            if (manifest.isEmpty()) {
                notes.add("the baseline of %s is missing".formatted(part.roots()));
                return Optional.empty();
            }
            last = manifest.get();
            last.entries().stream()
                    .filter(entry -> !RepoPath.isUnderAny(entry.path(), seen))
                    .forEach(entries::add);
            seen.addAll(part.roots());
        }
        boolean coversAll = lease.pathRoots().stream().allMatch(root -> RepoPath.isUnderAny(root, seen));
        return last == null || !coversAll
                ? Optional.empty()
                : Optional.of(new Manifest(last.method(), last.ignoreRules(), entries));
    }

    /** Says less than a baseline: what was changed before the claim and not committed counts as changed since. */
    private Optional<Manifest> committed() throws IOException {
        String head = lease.gitHeadAtClaim();
        if (head == null) {
            return Optional.empty();
        }
        notes.add(
                "compared with commit %s: changes that stood uncommitted before the claim cannot be told from later ones"
                        .formatted(head));
        return place.committed(head, lease.pathRoots());
    }

    /** A commit knows no permissions, so they are not compared with one. */
    private static SortedSet<String> changed(Manifest before, Manifest now, boolean withPermissions) {
        SortedSet<String> changed = new TreeSet<>();
        for (PathChange change : Manifest.diff(before, now)) {
            boolean isSame = !withPermissions
                    && change.kind() == PathChange.Kind.MODIFIED
                    && before.entry(change.path())
                            .map(WorktreeObservation::content)
                            .equals(now.entry(change.path()).map(WorktreeObservation::content));
            if (!isSame) {
                changed.add(change.path());
            }
        }
        return changed;
    }

    private static String content(TreeEntry entry) {
        return entry.mode() + " " + entry.sha256();
    }

    private List<String> outside(Optional<WorktreeWatch.Seen> whole) {
        if (whole.isEmpty()) {
            notes.add("without git only the lease roots were looked at; changes outside them are not seen");
            return List.of();
        }
        List<String> outside = new ArrayList<>();
        whole.get()
                .conflicts()
                .forEach(conflict -> outside.add("%s: %s%s"
                        .formatted(
                                conflict.kind().text(),
                                String.join(", ", conflict.paths().sequencedKeySet()),
                                conflict.suspectedActor() == null ? "" : " by " + conflict.suspectedActor())));
        whole.get().scan().authorizedPaths().stream()
                .filter(path -> !RepoPath.isUnderAny(path, lease.pathRoots()) && isSinceClaim(path))
                .forEach(path -> outside.add("under the lease of somebody else: " + path));
        return outside;
    }

    private boolean isSinceClaim(String path) {
        return place.worktree()
                .touchedAt(path)
                .filter(touched -> !touched.isBefore(lease.createdAt()))
                .isPresent();
    }

    /** Hooks run as whoever uses git, and no work is a reason to change one; other settings change with normal use. */
    private List<String> guarded() throws IOException {
        ObjectNode before = baselines.isEmpty() ? null : baselines.getFirst().guarded();
        if (before == null) {
            return List.of();
        }
        ObjectNode now = Json.object();
        place.guarded().forEach(now::put);
        SortedSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        List<String> forbidden = new ArrayList<>();
        for (String name : names) {
            JsonNode old = before.path(name);
            if (!old.equals(now.path(name))) {
                (name.startsWith(".git/hooks/") ? forbidden : notes)
                        .add("forbidden path changed since the claim: " + name);
            }
        }
        return forbidden;
    }

    private List<String> foreignRows(List<ObjectNode> foreignWrites) {
        Set<String> own = new TreeSet<>(SliceFiles.parts(lease, registry));
        SortedSet<String> touched = new TreeSet<>();
        for (ObjectNode write : foreignWrites) {
            for (String kind : List.of("added", "changed", "removed")) {
                write.path(kind).forEach(name -> touched.add(name.asText()));
                if (write.has(kind + "_count")) {
                    touched.addAll(own);
                }
            }
        }
        touched.retainAll(own);
        return touched.stream()
                .map(name -> "%s was changed in .ssot/registry.json past this program since the claim".formatted(name))
                .toList();
    }
}

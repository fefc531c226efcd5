package dev.ssot.registry.validation;

import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.RowRef;
import dev.ssot.registry.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes checks on one snapshot, one after the other, and keeps what each led to and what it looked at. */
final class Examination {

    private static final List<RowRule> ROW_RULES = List.of(
            new IdentityRules(),
            new FieldRules(),
            new PlanRules(),
            new ExternalEvidenceRules(),
            new DocumentRowRules(),
            new ReferenceRules(),
            new CoverageRules(),
            new TierRules(),
            new LifecycleRules(),
            new AncestryRules());

    private final Registry registry;
    private final RepositoryFiles files;
    private final ReadIndex.Recording reads;
    private final Snapshot snapshot;
    private final Layout layout;
    private final Set<String> listed = new HashSet<>();
    private final Map<Check, Outcome> outcomes = new HashMap<>();

    Examination(Registry registry, RepositoryFiles files, ReadIndex reads) {
        this.registry = registry;
        this.files = files;
        this.reads = reads.record();
        this.snapshot = new Snapshot(registry, this.reads::add);
        this.layout = Layout.of(registry);
    }

    /** Everything that does not look at files. */
    void rows() {
        make(new Check.OfTopLevel());
        make(new Check.OfAncestry());
        for (Section section : Section.values()) {
            make(new Check.OfSection(section));
            registry.rows(section).forEach(row -> make(new Check.OfRow(new RowRef(section, row.id()))));
        }
    }

    void files() {
        List<String> paths = layout.files(files);
        listed.addAll(paths);
        paths.forEach(path -> make(new Check.OfFile(path)));
        for (Section section : Section.values()) {
            if (ArtifactRules.appliesTo(section)) {
                registry.rows(section).forEach(row -> make(new Check.OfArtifact(new RowRef(section, row.id()))));
            }
        }
    }

    /** Makes the check, unless it has been made. A check of something that is gone leads to nothing. */
    void make(Check check) {
        if (outcomes.containsKey(check)) {
            return;
        }
        reads.begin(check);
        Findings findings = new Findings();
        boolean passes = false;
        switch (check) {
            case Check.OfRow(RowRef ref) ->
                passes = find(ref).map(row -> row(row, findings)).orElse(false);
            case Check.OfArtifact(RowRef ref) -> find(ref).ifPresent(row -> artifact(row, findings));
            case Check.OfFile(String path) -> layout.check(path, files, findings);
            case Check.OfSection(Section section) -> {
                IdentityRules.section(section, registry, findings);
                DocumentRowRules.duplicates(section, registry.rows(section), findings);
            }
            case Check.OfTopLevel() -> TopLevelRules.check(snapshot, findings);
            case Check.OfAncestry() -> AncestryRules.cycles(registry, findings);
        }
        List<Finding> found = findings.all();
        outcomes.put(check, found.isEmpty() && !passes ? Outcome.NOTHING : new Outcome(found, passes));
    }

    private Optional<Row> find(RowRef ref) {
        return registry.find(ref.section(), ref.id());
    }

    private boolean row(Row row, Findings findings) {
        for (RowRule rule : ROW_RULES) {
            rule.check(row, snapshot, findings);
        }
        return row.section() == Section.PROFILES && ProfileRules.check(row, snapshot, findings);
    }

    private void artifact(Row row, Findings findings) {
        String path = row.text("path");
        if (path != null && ArtifactRules.appliesTo(row.section())) {
            reads.add(new Read.OfFile(path));
            new ArtifactRules(layout, files, listed).check(row, findings);
        }
    }

    Map<Check, Outcome> outcomes() {
        return outcomes;
    }

    ReadIndex reads() {
        return reads.finish();
    }
}

package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Delta;
import dev.ssot.registry.Edit;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.RowRef;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.validation.Finding.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is known about one snapshot: every finding of every rule. The next snapshot's validation looks only at what an
 * edit touches and says the same as a full one would, as long as the files are the same; what is not looked at again
 * keeps what its files said before.
 */
public final class Validation {

    private final Registry registry;
    private final Layers<Check, Outcome> outcomes;
    private final ReadIndex reads;

    private Validation(Registry registry, Layers<Check, Outcome> outcomes, ReadIndex reads) {
        this.registry = registry;
        this.outcomes = outcomes;
        this.reads = reads;
    }

    /** Checks every rule over the whole registry. */
    public static Validation full(Registry registry, RepositoryFiles files) {
        Examination all = new Examination(registry, files, ReadIndex.empty());
        all.rows();
        all.files();
        Map<Check, Outcome> found = new HashMap<>(all.outcomes());
        found.values().removeIf(Outcome.NOTHING::equals);
        return new Validation(registry, Layers.of(found, Outcome.NOTHING), all.reads());
    }

    /** The validation of the edit's outcome; this is the one of what it starts from. */
    public Validation after(Edit edit, RepositoryFiles files) {
        Examination again = new Examination(edit.after(), files, reads);
        rows(edit.delta()).forEach(row -> {
            again.make(new Check.OfRow(row));
            again.make(new Check.OfArtifact(row));
            again.make(new Check.OfSection(row.section()));
        });
        if (edit.delta().objects().isEmpty()) {
            touched(edit, again::make);
        } else {
            again.rows();
        }
        if (edit.delta().objects().contains("paths")) {
            outcomes.forEach((check, _) -> again.make(check));
            again.files();
        }
        for (String path : files.planned()) {
            again.make(new Check.OfFile(path));
            reads.readersOf(new Read.OfFile(path)).forEach(again::make);
        }
        return new Validation(edit.after(), outcomes.with(again.outcomes()), again.reads());
    }

    private static Stream<RowRef> rows(Delta delta) {
        return Stream.of(delta.added(), delta.changed(), delta.removed()).flatMap(Set::stream);
    }

    /** The checks that looked at what the edit changes. */
    private void touched(Edit edit, Consumer<Check> make) {
        Delta delta = edit.delta();
        rows(delta).forEach(row -> {
            reads.readersOf(new Read.OfContent(row.section(), row.id())).forEach(make);
            reads.readersOf(new Read.OfSection(row.section())).forEach(make);
        });
        Stream.of(delta.added(), delta.removed()).flatMap(Set::stream).forEach(row -> {
            reads.readersOf(new Read.OfPresence(row.section(), row.id())).forEach(make);
            for (Section section : Section.values()) {
                if (edit.after().contains(section, row.id())) {
                    make.accept(new Check.OfRow(new RowRef(section, row.id())));
                }
            }
        });
        if (rows(delta).anyMatch(row -> changesAncestry(row, edit))) {
            make.accept(new Check.OfAncestry());
        }
    }

    private static boolean changesAncestry(RowRef row, Edit edit) {
        if (row.section() != Section.FEATURES) {
            return false;
        }
        List<String> before = AncestryRules.parents(edit.before(), row.id());
        List<String> after = AncestryRules.parents(edit.after(), row.id());
        return !before.equals(after)
                || !after.isEmpty() && !edit.delta().changed().contains(row);
    }

    public Registry registry() {
        return registry;
    }

    /** Every finding, in no order. */
    public Set<Finding> findings() {
        Set<Finding> findings = new HashSet<>();
        outcomes.forEach((_, outcome) -> findings.addAll(outcome.findings()));
        return findings;
    }

    /** The registry for itself: files that are not as they should be are failures, stricter rules notices. */
    public ValidationReport report() {
        return report(
                finding -> finding.kind() == Kind.FAILURE || finding.kind() == Kind.FILE,
                finding -> finding.kind() == Kind.STRICT);
    }

    /**
     * The registry as the outcome of a change: what broke only now is a failure, also of a stricter rule or of a file.
     *
     * @param before of the snapshot that was changed
     * @param toleratesStanding whether failures that stood before are let through, as a repair needs it
     */
    public ValidationReport reportAfter(Validation before, boolean toleratesStanding) {
        Set<Finding> standing = before.findings();
        Predicate<Finding> isStanding =
                finding -> standing.contains(finding) && (toleratesStanding || finding.kind() != Kind.FAILURE);
        return report(
                finding -> finding.kind() != Kind.WARNING && !isStanding.test(finding),
                finding -> finding.kind() != Kind.WARNING && isStanding.test(finding));
    }

    private ValidationReport report(Predicate<Finding> isFailure, Predicate<Finding> isNotice) {
        Set<Finding> findings = findings();
        List<String> failures = messages(findings, isFailure);
        return new ValidationReport(
                failures.isEmpty(),
                failures,
                messages(findings, finding -> finding.kind() == Kind.WARNING),
                messages(findings, isNotice),
                summary());
    }

    private static List<String> messages(Set<Finding> findings, Predicate<Finding> wanted) {
        Set<String> messages = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        findings.stream().filter(wanted).forEach(finding -> messages.add(finding.message()));
        return List.copyOf(messages);
    }

    private ObjectNode summary() {
        ObjectNode summary = Json.object();
        ObjectNode counts = summary.putObject("counts");
        for (Section section : Section.values()) {
            counts.put(section.key(), registry.document().path(section.key()).size());
        }
        int passing = 0;
        int draft = 0;
        for (Row profile : registry.rows(Section.PROFILES)) {
            RowRef ref = new RowRef(Section.PROFILES, profile.id());
            draft += profile.hasText("status", "draft") ? 1 : 0;
            passing += outcomes.get(new Check.OfRow(ref)).profilePasses() ? 1 : 0;
        }
        int all = registry.rows(Section.PROFILES).size();
        summary.putObject("profile_status")
                .put("passing", passing)
                .put("failing", all - passing - draft)
                .put("draft", draft);
        return summary;
    }
}

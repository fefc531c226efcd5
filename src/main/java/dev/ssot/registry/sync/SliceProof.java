package dev.ssot.registry.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Edit;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.guard.EvidenceProofs;
import dev.ssot.registry.mutation.ScaffoldFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What finished work on a slice proves: the statuses that the rows of the slice have earned, by the rules of a sync.
 * Where proof is asked for, a test and an evidence row count for what runs and artifacts say and not for what the row
 * says; otherwise they count as they stand. Nothing here gives a row a lower status on disk.
 */
public final class SliceProof {

    private final Registry registry;
    private final Proof proof;
    private final WorkingRows rows;
    /** What is written, when the gate lets the slice pass. */
    private final StatusChanges raised;

    private final List<Row> tests;
    private final List<Row> evidence;
    private final List<String> unproved = new ArrayList<>();

    private SliceProof(Registry registry, Proof proof, List<Row> claims) {
        this.registry = registry;
        this.proof = proof;
        this.rows = new WorkingRows(registry);
        this.raised = new StatusChanges(rows);
        this.tests = linked(claims, "test_ids", Section.TESTS);
        this.evidence = linked(claims, "evidence_ids", Section.EVIDENCE);
    }

    /** @param tier of the claims of the feature that are to be proved */
    public static SliceProof of(
            Registry registry,
            RepositoryFiles files,
            VerificationLevel level,
            RunReceipts receipts,
            String featureId,
            Tier tier) {
        List<Row> claims = targetClaims(registry, featureId, tier);
        SliceProof slice = new SliceProof(registry, new Proof(files, level, receipts, EvidenceProofs.NONE), claims);
        slice.judge(featureId, claims);
        return slice;
    }

    /** The claims of the feature that state the tier. */
    public static List<Row> targetClaims(Rows rows, String featureId, Tier tier) {
        return rows.find(Section.FEATURES, featureId)
                .map(feature -> rows.findAll(Section.CLAIMS, feature.texts("claim_ids")).stream()
                        .filter(claim -> claim.tier() == tier)
                        .toList())
                .orElse(List.of());
    }

    /** The rows as the gate has to see them. */
    public Rows rows() {
        return rows;
    }

    /** The tests of the claims, as the registry has them. */
    public List<Row> tests() {
        return tests;
    }

    /** The evidence of the claims, as the registry has it. */
    public List<Row> evidence() {
        return evidence;
    }

    /** Why tests and evidence do not count, a sentence each; empty where what is reported counts. */
    public List<String> unproved() {
        return unproved;
    }

    /** Whether a sentence of {@link #unproved} says no more than that a test did not run. */
    public static boolean isForWantOfRun(String sentence) {
        return sentence.endsWith(RunReceipts.Verdict.NO_RUN.reason()) || sentence.endsWith(TestStatus.EVIDENCE_OPEN);
    }

    /** The tests and evidence that are still what a scaffold made; none of them proves anything at any level. */
    public List<Row> placeholders() {
        List<Row> found = new ArrayList<>();
        tests.stream()
                .filter(test -> ScaffoldFiles.isUnwritten(test, proof.files()))
                .forEach(found::add);
        evidence.stream().filter(proof::statesPlanned).forEach(found::add);
        return found;
    }

    /** The statuses that rise, as a sync shows them. */
    public ArrayNode changes() {
        return raised.json();
    }

    /** The registry with what was earned; empty when every row already has its status. */
    public Optional<Edit> edit() {
        if (raised.isEmpty()) {
            return Optional.empty();
        }
        Draft draft = new Draft(registry);
        raised.writeTo(draft);
        return Optional.of(draft.finish());
    }

    private void judge(String featureId, List<Row> claims) {
        if (proof.isRequired()) {
            evidence.forEach(row -> proved(row, "passed", new EvidenceStatus(rows, proof)));
            tests.forEach(row -> proved(row, "passing", new TestStatus(rows, proof)));
        }
        raise(Section.CLAIMS, ids(claims));
        raise(Section.FEATURES, List.of(featureId));
        raise(Section.CLAIMS, ids(claims));
        raised.settle();
    }

    /** A row that states more than is proved is shown to the gate as it is, and left in the file. */
    private void proved(Row row, String wanted, StatusRule rule) {
        Judgement judgement = rule.judge(row);
        if (judgement.status().equals(wanted)) {
            raised.apply(row, judgement);
        } else {
            unproved.add("%s: %s".formatted(row.id(), judgement.reason()));
            rows.set(row, StatusChanges.field(row.section()), judgement.status());
        }
    }

    private void raise(Section section, List<String> ids) {
        for (Row row : rows.findAll(section, ids)) {
            StatusRule rule = section == Section.CLAIMS ? new ClaimStatus(rows, proof) : new FeatureStatus(rows);
            Judgement judgement = rule.judge(row);
            String standing = row.text(StatusChanges.field(section));
            if (rank(section, judgement.status()) > rank(section, String.valueOf(standing))) {
                raised.apply(row, judgement);
            }
        }
    }

    /** A retired claim never moves; a blocked one rises from below. */
    private static int rank(Section section, String status) {
        if (section == Section.FEATURES) {
            return Vocabulary.IMPLEMENTATION.indexOf(status);
        }
        return switch (status) {
            case "retired" -> Integer.MAX_VALUE;
            case "blocked" -> -1;
            default -> Vocabulary.CLAIM_STATUSES.indexOf(status);
        };
    }

    private static List<String> ids(List<Row> claims) {
        return claims.stream().map(Row::id).toList();
    }

    private List<Row> linked(List<Row> claims, String field, Section section) {
        return claims.stream()
                .flatMap(claim -> claim.texts(field).stream())
                .distinct()
                .flatMap(id -> registry.find(section, id).stream())
                .toList();
    }
}

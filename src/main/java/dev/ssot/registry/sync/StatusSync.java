package dev.ssot.registry.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.config.CompletionPolicy;
import dev.ssot.registry.guard.EvidenceProofs;
import dev.ssot.registry.guard.ProfileEvaluation;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.List;

/**
 * Gives evidence, tests, claims, features and profiles the status that follows from what they are linked to, from the
 * files and, where its configuration asks for proof, from what artifacts state and from receipts of test runs.
 */
public record StatusSync(RunReceipts receipts, EvidenceProofs proofs) implements RegistryMutation {

    private static final List<Section> SECTIONS =
            List.of(Section.EVIDENCE, Section.TESTS, Section.CLAIMS, Section.FEATURES, Section.PROFILES);

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        return switch (CompletionPolicy.of(files)) {
            case CompletionPolicy.Reading.Wrong(String message) -> new Result.Refused(message);
            case CompletionPolicy.Reading.Known(CompletionPolicy policy) -> sync(registry, files, policy.level());
        };
    }

    private Result sync(Registry registry, RepositoryFiles files, VerificationLevel level) {
        WorkingRows rows = new WorkingRows(registry);
        Proof proof = new Proof(files, level, receipts, proofs);
        StatusChanges changes = new StatusChanges(rows);
        judge(rows, changes, Section.EVIDENCE, new EvidenceStatus(rows, proof));
        judge(rows, changes, Section.TESTS, new TestStatus(rows, proof));
        claims(rows, changes, proof);
        features(rows, changes);
        claims(rows, changes, proof);
        judge(rows, changes, Section.PROFILES, new ProfileStatus(new ProfileEvaluation(rows)));
        changes.settle();
        if (changes.isEmpty()) {
            return new Result.Unchanged(answer(changes, level));
        }
        Draft draft = new Draft(registry);
        changes.writeTo(draft);
        return new Result.Changed(draft.finish(), new IfInvalid.Reported(), answer(changes, level));
    }

    private static boolean judge(WorkingRows rows, StatusChanges changes, Section section, StatusRule rule) {
        boolean changed = false;
        for (Row row : rows.rows(section)) {
            changed |= changes.apply(row, rule.judge(row));
        }
        return changed;
    }

    /** What a gate remembers of releases is outdated as soon as a claim has another status. */
    private static void claims(WorkingRows rows, StatusChanges changes, Proof proof) {
        StatusRule rule = new ClaimStatus(rows, proof);
        for (Row claim : rows.rows(Section.CLAIMS)) {
            if (changes.apply(claim, rule.judge(claim))) {
                rule = new ClaimStatus(rows, proof);
            }
        }
    }

    /** Until nothing changes any more: features require each other. */
    private static void features(WorkingRows rows, StatusChanges changes) {
        StatusRule rule = new FeatureStatus(rows);
        int passes = rows.rows(Section.FEATURES).size();
        while (passes > 0 && judge(rows, changes, Section.FEATURES, rule)) {
            passes--;
        }
    }

    private static ObjectNode answer(StatusChanges changes, VerificationLevel level) {
        ObjectNode answer = Json.object().put("dry_run", false).put("changed", changes.size());
        answer.set("changes", changes.json());
        ArrayNode sections = answer.putArray("sections");
        SECTIONS.forEach(section -> sections.add(section.key()));
        ArrayNode notes = answer.putArray("notes");
        if (!level.needsProof()) {
            notes.add("verification level is reported: that a file exists was taken as proof of its result");
        }
        return answer;
    }
}

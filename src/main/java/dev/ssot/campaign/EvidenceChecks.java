package dev.ssot.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the evidence of a slice is there, is its own, and is what it was when others rested on it. */
final class EvidenceChecks {

    /** Names under which evidence states the commit that it is about. */
    private static final List<String> COMMITS =
            List.of("commit", "git_commit", "git_head", "head_commit", "commit_sha");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    private static final String WRITE_AGAIN = "Write the evidence of this work, then call complete_slice again.";

    private final Worktree worktree;
    private final RepositoryFiles files;
    private final Submission work;
    private final GateFindings findings;

    EvidenceChecks(Worktree worktree, RepositoryFiles files, Submission work, GateFindings findings) {
        this.worktree = worktree;
        this.files = files;
        this.work = work;
        this.findings = findings;
    }

    /**
     * @param evidence of the claims that are to be proved
     * @return the files that are there, as they are
     */
    List<Completion.EvidenceHash> check(List<Row> evidence) {
        Lease lease = work.lease();
        List<String> paths = work.report().evidencePaths();
        List<String> linked = evidence.stream()
                .map(row -> row.text("path"))
                .filter(Objects::nonNull)
                .map(path -> worktree.resolve(Objects.requireNonNull(path)).orElse(""))
                .toList();
        findings.check(
                "evidence_paths_reported",
                !paths.isEmpty(),
                "completion requires evidence_paths",
                "Call complete_slice again with the paths of the evidence rows of the claim.");
        findings.check(
                "evidence_paths_exist",
                !paths.isEmpty() && paths.stream().allMatch(worktree::exists),
                "completion evidence_paths must exist",
                WRITE_AGAIN);
        findings.check(
                "evidence_paths_linked",
                paths.stream()
                        .allMatch(path ->
                                worktree.resolve(path).filter(linked::contains).isPresent()),
                "completion evidence_paths must be paths of evidence rows linked to the %s claim of %s"
                        .formatted(lease.toTier(), lease.featureId()),
                "Name the paths that get_slice_context shows under evidence, or link a row with registry_entity_link.");
        findings.check(
                "new_evidence_under_lease",
                paths.stream()
                        .filter(this::isNewSinceClaim)
                        .map(worktree::resolve)
                        .allMatch(path -> path.filter(real -> RepoPath.isUnderAny(real, lease.pathRoots()))
                                .isPresent()),
                "completion evidence_paths written since the claim must be under active lease roots",
                "Ask for its folder with extend_scope.");
        return evidence.stream().flatMap(row -> file(row).stream()).toList();
    }

    private Optional<Completion.EvidenceHash> file(Row row) {
        String path = row.text("path");
        if (path == null || !worktree.exists(path)) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = isItself(path) ? files.read(path) : Optional.empty();
        findings.check(
                "evidence_regular_files",
                bytes.isPresent(),
                "evidence %s is not a regular file inside the repository, or larger than 64 MiB: %s"
                        .formatted(row.id(), path),
                "Replace it with a file; links, folders and devices are no evidence.");
        return bytes.map(content -> {
            String sha256 = CanonicalJson.hash(content);
            commit(row, path, content);
            stale(path, sha256);
            return new Completion.EvidenceHash(row.id(), path, sha256);
        });
    }

    /** Not a link to something else. */
    private boolean isItself(String path) {
        return RepoPath.normalize(path).equals(worktree.resolve(path));
    }

    private void commit(Row row, String path, byte[] content) {
        if (!work.terms().level().needsProof() || !path.endsWith(".json")) {
            return;
        }
        String claimed = work.lease().gitHeadAtClaim();
        List<String> foreign = new ArrayList<>();
        for (String commit : stated(content)) {
            if (claimed == null || !work.history().isSince(commit, claimed)) {
                foreign.add(
                        "evidence %s states commit %s, which is neither the head commit at the claim, %s, nor came after it"
                                .formatted(row.id(), commit, claimed));
            }
        }
        findings.check("evidence_of_this_work", foreign, WRITE_AGAIN);
    }

    private static List<String> stated(byte[] content) {
        try {
            JsonNode payload = StrictJson.read(content);
            return COMMITS.stream()
                    .map(field -> payload.path(field).asText(""))
                    .filter(commit -> COMMIT.matcher(commit).matches())
                    .toList();
        } catch (InvalidJson noJson) {
            return List.of();
        }
    }

    /** What this slice has written anew is judged anew. */
    private void stale(String path, String sha256) {
        boolean isOfThisWork = work.observation() instanceof Observation.Seen seen
                ? seen.changed().contains(path)
                : isNewSinceClaim(path);
        findings.check(
                "evidence_not_stale",
                isOfThisWork
                        ? List.of()
                        : work.proved().outgrown(path, Optional.of(sha256)).stream()
                                .map(ProvedEvidence.Proof::stale)
                                .toList(),
                "Bring the file back as it was, or prove it anew under a lease over it.");
    }

    private boolean isNewSinceClaim(String path) {
        return worktree.modifiedAt(path)
                .filter(written -> written.isAfter(work.lease().createdAt()))
                .isPresent();
    }
}

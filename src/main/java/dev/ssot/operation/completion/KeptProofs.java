package dev.ssot.operation.completion;

import dev.ssot.campaign.ProvedEvidence;
import dev.ssot.campaign.RepoPath;
import dev.ssot.campaign.RunRecordFile;
import dev.ssot.operation.Context;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.EvidenceProofs;
import dev.ssot.registry.json.CanonicalJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The evidence of passed gates as it was kept, held against the files as they are. */
public record KeptProofs(ProvedEvidence proved, RepositoryFiles files) implements EvidenceProofs {

    public static KeptProofs of(Context context) {
        return new KeptProofs(
                context.read(view -> view.gates().proved()), context.place().files());
    }

    @Override
    public Optional<String> stale(Row evidence) {
        String path = evidence.text("path");
        return path == null || !proved.byPath().containsKey(path)
                ? Optional.empty()
                : proved.outgrown(path, files.read(path).map(CanonicalJson::hash))
                        .map(ProvedEvidence.Proof::stale);
    }

    /** A sentence for each evidence row that is another one now. */
    public List<String> allStale(Registry registry) {
        return proved.byPath().isEmpty()
                ? List.of()
                : Stream.concat(
                                registry.rows(Section.EVIDENCE).stream().flatMap(row -> stale(row).stream()),
                                changedRecords())
                        .sorted()
                        .toList();
    }

    /** Of the runs of gates. No gate reads such a file, so one that is gone is no loss. */
    private Stream<String> changedRecords() {
        return proved.byPath().keySet().stream()
                .filter(path -> RepoPath.isUnder(path, RunRecordFile.FOLDER))
                .flatMap(path -> files.read(path).map(CanonicalJson::hash).stream()
                        .flatMap(sha256 -> proved.outgrown(path, Optional.of(sha256)).stream()))
                .map(ProvedEvidence.Proof::stale);
    }
}

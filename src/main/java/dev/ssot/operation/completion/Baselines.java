package dev.ssot.operation.completion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Baseline;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.Failpoint;
import dev.ssot.workspace.tree.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the roots of leases held at the claim. A manifest is a file of the control folder that is named for its content;
 * the control store says which lease compares with which.
 */
public final class Baselines {

    private static final String FOLDER = ".ssot/control/baselines";

    /** A manifest that no open lease names is kept for as long as a claim may take to name it. */
    private static final Duration UNNAMED = Duration.ofHours(1);

    private Baselines() {}

    /**
     * Takes what was announced with the lease and is missing, after the lease is durable and before its holder hears of
     * it. Where nothing was announced this costs one reading.
     *
     * @return why the lease was given back instead; empty when its baseline stands
     */
    public static Optional<Refusal> take(Context context, String leaseId) {
        record Missing(Lease lease, List<Baseline> parts) {}
        Optional<Missing> missing = context.read(view -> view.lease(leaseId)
                .filter(lease -> lease.status() == LeaseStatus.ACTIVE)
                .map(lease -> new Missing(
                        lease,
                        view.gates().baselines(leaseId).stream()
                                .filter(part -> part.manifest() == null)
                                .toList())));
        if (missing.isEmpty() || missing.get().parts().isEmpty()) {
            return Optional.empty();
        }
        try {
            for (Baseline part : missing.get().parts()) {
                Baseline taken = taken(context.place(), missing.get().lease(), part);
                Failpoint.BASELINE_TAKEN.pass();
                var _ = context.place().control().decide(context.now(), tx -> {
                    tx.gates().take(taken);
                    return taken;
                });
            }
            prune(context);
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(giveBack(context, missing.get().lease(), failure));
        }
    }

    /** The manifest of the baseline; empty when it was not taken, or its file is not what it was. */
    static Optional<Manifest> load(Place place, Baseline baseline) throws IOException {
        String sha256 = baseline.manifest();
        Path file = folder(place).resolve(String.valueOf(sha256));
        if (sha256 == null || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        return CanonicalJson.hash(bytes).equals(sha256) ? Optional.of(Manifest.parse(bytes)) : Optional.empty();
    }

    private static Baseline taken(Place place, Lease lease, Baseline part) throws IOException {
        byte[] manifest = place.capture()
                .capture(part.roots(), SliceFiles.below(part.roots(), lease, place))
                .bytes();
        String sha256 = CanonicalJson.hash(manifest);
        Path file = folder(place).resolve(sha256);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, manifest, UUID.randomUUID().toString(), AtomicFile.Access.OWNER_ONLY);
        }
        ObjectNode guarded = Json.object();
        place.guarded().forEach(guarded::put);
        return new Baseline(
                part.leaseId(), part.part(), part.level(), part.roots(), part.afterEvent(), sha256, guarded);
    }

    private static Refusal giveBack(Context context, Lease lease, IOException failure) {
        var _ = context.place()
                .control()
                .decide(
                        context.now(),
                        tx -> tx.lease(lease.leaseId())
                                .filter(standing -> standing.status() == LeaseStatus.ACTIVE)
                                .map(standing ->
                                        LeaseDecisions.abandon(tx, standing, "its baseline could not be taken")));
        return new Refusal(
                ErrorCode.STORE_UNAVAILABLE,
                "what %s holds could not be kept for comparison (%s), so %s was given back"
                        .formatted(lease.pathRoots(), failure.getMessage(), lease.leaseId()),
                "Check the free space and the permissions, then claim again.");
    }

    private static void prune(Context context) throws IOException {
        Set<String> used = new HashSet<>(context.read(view -> view.gates().manifestsInUse()));
        Instant before = context.now().minus(UNNAMED);
        try (Stream<Path> files = Files.list(folder(context.place()))) {
            for (Path file : files.toList()) {
                if (!used.contains(file.getFileName().toString())
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Path folder(Place place) {
        return place.root().resolve(FOLDER);
    }
}

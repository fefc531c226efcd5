package dev.ssot.operation.generate;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.RepoPath;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.WritablePath;
import dev.ssot.workspace.ConfinedFile;
import dev.ssot.workspace.ConfinedWrite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where an artifact goes.
 *
 * @param path null when nothing is written
 * @param lease the one that the call names, which is held now
 */
record Destination(@Nullable WritablePath path, @Nullable Lease lease, Place place) {

    private static final String OTHER_PATH =
            "Nothing was written. Give a path from the root of the repository, such as generated/client.java.";

    /** How the first lines of a file show that it is made from the catalog. */
    private static final String GENERATED_HEADER = "GENERATED FROM contracts/";

    private static final int HEADER_BYTES = 1_000;

    /** What choosing it led to. */
    sealed interface Choice {

        record Chosen(Destination destination) implements Choice {}

        record Refused(Refusal refusal) implements Choice {}
    }

    static Choice of(GenerateCodeRequest request, Context context) {
        WritablePath path = null;
        if (request.outputPath() != null) {
            switch (WritablePath.of("output_path", request.outputPath())) {
                case WritablePath.Choice.Refused(String message) -> {
                    return refused(ErrorCode.INVALID_ARGUMENTS, message, OTHER_PATH);
                }
                case WritablePath.Choice.Allowed(WritablePath allowed) -> path = allowed;
            }
        } else if (request.expectedSha256() != null) {
            return refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "expected_sha256 is about the file at output_path",
                    "Give output_path too, or leave expected_sha256 out.");
        }
        return ofLease(path, request.leaseId(), context);
    }

    private static Choice ofLease(@Nullable WritablePath path, @Nullable String leaseId, Context context) {
        List<Lease> open = context.read(view -> view.openLeases()).stream()
                .filter(lease -> !lease.isOverdue(context.now()))
                .toList();
        Optional<Lease> own =
                open.stream().filter(lease -> lease.leaseId().equals(leaseId)).findFirst();
        if (leaseId != null && own.isEmpty()) {
            return notHeld(leaseId, context);
        }
        if (path != null && own.isPresent() && !covers(own.get(), path, context.place())) {
            return refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "output_path lies outside lease %s: %s".formatted(leaseId, path.text()),
                    "Nothing was written. Write below %s, or extend the lease."
                            .formatted(String.join(", ", own.get().pathRoots())));
        }
        Optional<Lease> other = path == null || own.isPresent()
                ? Optional.empty()
                : open.stream()
                        .filter(lease -> covers(lease, path, context.place()))
                        .findFirst();
        return other.map(lease -> refused(
                        ErrorCode.CONFLICT,
                        "output_path belongs to lease %s of %s: %s"
                                .formatted(lease.leaseId(), lease.workerId(), path == null ? "" : path.text()),
                        "Nothing was written. Give lease_id if the lease is yours, or another path."))
                .orElseGet(() -> new Choice.Chosen(new Destination(path, own.orElse(null), context.place())));
    }

    private static Choice notHeld(String leaseId, Context context) {
        return context.read(view -> view.lease(leaseId)).isPresent()
                ? refused(
                        ErrorCode.LEASE_NOT_ACTIVE,
                        "lease is not active: " + leaseId,
                        "Stop working on this slice and call claim_next_maturation_slice.")
                : refused(
                        ErrorCode.NOT_FOUND,
                        "unknown lease: " + leaseId,
                        "Use the lease_id that claim_next_maturation_slice returned in this repository.");
    }

    private static boolean covers(Lease lease, WritablePath path, Place place) {
        String text = comparable(path.text(), place);
        return lease.pathRoots().stream().anyMatch(root -> RepoPath.isUnder(text, comparable(root, place)));
    }

    private static String comparable(String path, Place place) {
        return place.worktree().ignoresCase() ? path.toLowerCase(Locale.ROOT) : path;
    }

    /**
     * Writes it; empty when the file is there.
     *
     * @param announced is told what was there, when nothing speaks against the write any more
     */
    Optional<Refusal> write(
            byte[] content, WritablePath to, @Nullable String expectedSha256, Consumer<Optional<byte[]>> announced) {
        try {
            ConfinedWrite written = new ConfinedFile(place.root(), to.names()).write(content, present -> {
                Optional<String> objection = objection(present, content, to, expectedSha256);
                if (objection.isEmpty()) {
                    announced.accept(present);
                }
                return objection;
            });
            return switch (written) {
                case ConfinedWrite.Done() -> Optional.empty();
                case ConfinedWrite.Unexpected(String objection) ->
                    Optional.of(new Refusal(
                            ErrorCode.PRECONDITION_FAILED,
                            objection,
                            "Nothing was written. Look at the file; to replace it give its expected_sha256."));
                case ConfinedWrite.Refused(ConfinedWrite.Obstacle obstacle, String name) ->
                    Optional.of(refusal(obstacle, name, to));
            };
        } catch (IOException failure) {
            return Optional.of(new Refusal(
                    ErrorCode.STORE_UNAVAILABLE,
                    "could not write %s: %s".formatted(to.text(), failure.getMessage()),
                    "Check the free space and the permissions of the folder, then call again."));
        }
    }

    private static Optional<String> objection(
            Optional<byte[]> present, byte[] content, WritablePath to, @Nullable String expectedSha256) {
        String actual = present.map(ConfinedFile::sha256).orElse(null);
        if (present.isPresent() && isGenerated(present.get())) {
            return Optional.of("%s is made from the catalog".formatted(to.text()));
        }
        if (expectedSha256 != null) {
            return expectedSha256.toLowerCase(Locale.ROOT).equals(actual)
                    ? Optional.empty()
                    : Optional.of("%s has SHA-256 %s, not %s"
                            .formatted(to.text(), actual == null ? "of no file" : actual, expectedSha256));
        }
        return actual == null || actual.equals(ConfinedFile.sha256(content))
                ? Optional.empty()
                : Optional.of("%s is there with other content, of SHA-256 %s".formatted(to.text(), actual));
    }

    private static boolean isGenerated(byte[] present) {
        return new String(present, 0, Math.min(present.length, HEADER_BYTES), StandardCharsets.UTF_8)
                .contains(GENERATED_HEADER);
    }

    private Refusal refusal(ConfinedWrite.Obstacle obstacle, String name, WritablePath to) {
        return switch (obstacle) {
            case LINK ->
                invalid(
                        place.files().resolve(to.text()).isEmpty()
                                ? "refusal: output path resolves outside repository root (%s is a link)".formatted(name)
                                : "refusal: output path leads through a link (%s)".formatted(name));
            case NOT_A_FOLDER -> invalid("refusal: %s on the output path is no folder".formatted(name));
            case NOT_A_FILE -> invalid("refusal: %s is there and is no file that can be replaced".formatted(name));
            case UNUSABLE_NAME -> invalid("refusal: this system takes no file of the name " + name);
            case CHANGED ->
                new Refusal(
                        ErrorCode.CONFLICT,
                        "refusal: a folder of the output path was replaced while it was written (%s)".formatted(name),
                        "Nothing was written. Call again once nobody moves folders there.");
            case UNSUPPORTED ->
                new Refusal(
                        ErrorCode.NOT_AVAILABLE,
                        "output_path cannot be written safely on this file system",
                        "Nothing was written. Leave output_path out and write the text of the answer yourself.");
        };
    }

    private static Refusal invalid(String message) {
        return new Refusal(ErrorCode.INVALID_ARGUMENTS, message, OTHER_PATH);
    }

    private static Choice refused(ErrorCode code, String message, String next) {
        return new Choice.Refused(new Refusal(code, message, next));
    }
}

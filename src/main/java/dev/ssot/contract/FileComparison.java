package dev.ssot.contract;

import dev.ssot.contract.Projections.Rendered;
import dev.ssot.contract.SyncReport.FileReport;
import dev.ssot.contract.SyncReport.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One published file as it is, beside what it has to be.
 *
 * @param change the bytes that it gets, nothing for a file that goes; null when there is nothing to change
 */
record FileComparison(FileReport report, @Nullable Optional<byte[]> change) {

    static FileComparison ok(Path root, Target target, String path) {
        return unchanged(target, path, Status.OK, "OK " + root.resolve(path));
    }

    static FileComparison error(Target target, String path, List<String> problems) {
        return unchanged(target, path, Status.ERROR, "%s: %s".formatted(path, String.join("; ", problems)));
    }

    /** A file that may be written. */
    static FileComparison of(Path root, Rendered file) throws IOException {
        Path path = root.resolve(file.path());
        Optional<byte[]> bytes = Optional.of(file.text().getBytes(StandardCharsets.UTF_8));
        if (!Files.exists(path)) {
            String message =
                    "missing %s; run `%s`".formatted(path, file.target().command());
            return new FileComparison(
                    new FileReport(file.target(), file.path(), Status.MISSING, null, null, message), bytes);
        }
        // A checkout may have turned the ends of lines into those of its system.
        String actual = new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        if (actual.equals(file.text())) {
            return ok(root, file.target(), file.path());
        }
        UnifiedDiff diff = UnifiedDiff.of(file.path(), actual, file.text());
        String message = "%s is stale; run `%s`".formatted(path, file.target().command());
        return new FileComparison(
                new FileReport(file.target(), file.path(), Status.STALE, diff.firstLine(), diff.text(), message),
                bytes);
    }

    static FileComparison surplus(Path root, Surplus file) {
        String message = "%s belongs to nothing in the catalog; run `%s`"
                .formatted(root.resolve(file.path()), file.target().command());
        return new FileComparison(
                new FileReport(file.target(), file.path(), Status.STALE, null, null, message), Optional.empty());
    }

    boolean failed() {
        return report.status() == Status.ERROR;
    }

    /** How it stands after its change. */
    FileReport written(Path root) {
        if (change == null) {
            return report;
        }
        String did = (change.isPresent() ? "wrote " : "removed ") + root.resolve(report.path());
        return new FileReport(report.target(), report.path(), Status.WRITTEN, null, null, did);
    }

    private static FileComparison unchanged(Target target, String path, Status status, String message) {
        return new FileComparison(new FileReport(target, path, status, null, null, message), null);
    }
}

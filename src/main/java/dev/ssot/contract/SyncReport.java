package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the published files of a project stand to their sources.
 *
 * @param root the project's
 */
public record SyncReport(Path root, List<FileReport> files) {

    /** How a file stands. */
    public enum Status {
        OK,
        STALE,
        MISSING,
        WRITTEN,
        /** It cannot be compared, rendered or written; the message says why. */
        ERROR;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One file.
     *
     * @param path relative to the root
     * @param message for a person, with the absolute path and what to do
     */
    public record FileReport(
            Target target,
            String path,
            Status status,
            @Nullable Integer firstDiffLine,
            @Nullable String diff,
            String message) {

        boolean passed() {
            return status == Status.OK || status == Status.WRITTEN;
        }
    }

    public boolean passed() {
        return files.stream().allMatch(FileReport::passed);
    }

    public ObjectNode json() {
        ObjectNode report = Json.object().put("passed", passed()).put("root", root.toString());
        ArrayNode targets = report.putArray("targets");
        for (FileReport file : files) {
            targets.addObject()
                    .put("target", file.target().text())
                    .put("path", file.path())
                    .put("status", file.status().text())
                    .put("first_diff_line", file.firstDiffLine())
                    .put("diff", file.diff())
                    .put("message", file.message());
        }
        return report;
    }
}

package dev.ssot.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * How a text differs from another one.
 *
 * @param firstLine the first line that differs, counted from 1
 * @param text in the unified form, shortened when it is long
 */
record UnifiedDiff(int firstLine, String text) {

    private static final int MOST_LINES = 200;

    /** @param path of the file that is {@code actual} and should be {@code expected}, which differ */
    static UnifiedDiff of(String path, String actual, String expected) {
        RawText old = new RawText(actual.getBytes(StandardCharsets.UTF_8));
        RawText fresh = new RawText(expected.getBytes(StandardCharsets.UTF_8));
        EditList edits = DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.HISTOGRAM)
                .diff(RawTextComparator.DEFAULT, old, fresh);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.format(edits, old, fresh);
            formatter.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String hunks = out.toString(StandardCharsets.UTF_8);
        return new UnifiedDiff(
                edits.getFirst().getBeginA() + 1, shortened("--- a/%s\n+++ b/%s\n%s".formatted(path, path, hunks)));
    }

    private static String shortened(String diff) {
        List<String> lines = diff.lines().toList();
        if (lines.size() <= MOST_LINES) {
            return diff;
        }
        return lines.stream().limit(MOST_LINES - 1L).collect(Collectors.joining("\n"))
                + "\n.. %d more lines\n".formatted(lines.size() - MOST_LINES + 1);
    }
}

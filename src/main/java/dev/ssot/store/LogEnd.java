package dev.ssot.store;

import dev.ssot.campaign.log.Link;
import dev.ssot.campaign.log.OperationId;
import dev.ssot.campaign.log.OperationLog.Note;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The end of the log, noted in a file beside the database after each commit, so that entries that somebody cuts off
 * leave a trace. It is never ahead of the database: a crash in between leaves it behind, and the next commit mends that.
 */
record LogEnd(Path file) {

    private static final Pattern FORM = Pattern.compile("^OP-([0-9]{6,18}) ([0-9a-f]{64})\n$");
    private static final int MAX = 128;

    static LogEnd in(ControlFolder folder) {
        return new LogEnd(folder.path().resolve("operations.end"));
    }

    Note read() {
        try {
            byte[] bytes = Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX
                    ? Files.readAllBytes(file)
                    : new byte[0];
            if (bytes.length == 0) {
                return new Note.Missing();
            }
            Matcher matcher = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
            return matcher.matches()
                    ? new Note.Of(new Link(Long.parseLong(matcher.group(1)), matcher.group(2)))
                    : new Note.Broken(file.getFileName() + " does not hold the end of a log");
        } catch (NoSuchFileException gone) {
            return new Note.Missing();
        } catch (IOException failure) {
            return new Note.Broken("%s cannot be read: %s".formatted(file.getFileName(), Failure.reason(failure)));
        }
    }

    /** Another process may have come further in between; its note stays. */
    void note(Link end) {
        if (read() instanceof Note.Of(Link noted) && noted.number() > end.number()) {
            return;
        }
        byte[] line =
                "%s %s\n".formatted(OperationId.of(end.number()), end.hash()).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.write(ByteBuffer.wrap(line), 0);
            channel.truncate(line.length);
        } catch (IOException failure) {
            // What is committed stays committed; the audit will say that the note is behind or missing.
            Logger.getLogger(LogEnd.class)
                    .warnf("the end of the log could not be noted in %s: %s", file, Failure.reason(failure));
        }
    }
}

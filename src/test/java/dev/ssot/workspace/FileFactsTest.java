package dev.ssot.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFactsTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private FileFacts facts;
    private Path file;
    private final AtomicInteger worked = new AtomicInteger();

    @BeforeEach
    void open() throws Exception {
        Path root = folder.toRealPath();
        facts = new FileFacts(new WorktreeFiles(root));
        file = root.resolve("a.txt");
    }

    @Test
    void the_file_is_read_once_while_its_stamp_stays() throws Exception {
        write("one", LONG_AGO);

        assertThat(ask("q")).contains("one");
        assertThat(ask("q")).contains("one");
        assertThat(worked).hasValue(1);
        assertThat(ask("another question")).contains("one");
        assertThat(worked).hasValue(2);
    }

    @Test
    void another_size_another_time_or_another_file_is_another_stamp() throws Exception {
        write("one", LONG_AGO);
        assertThat(ask("q")).contains("one");
        write("three", LONG_AGO);
        assertThat(ask("q")).contains("three");
        write("seven", FileTime.fromMillis(LONG_AGO.toMillis() + 1));
        assertThat(ask("q")).contains("seven");

        Path other = Files.writeString(file.resolveSibling("b.txt"), "eight");
        Files.setLastModifiedTime(other, FileTime.fromMillis(LONG_AGO.toMillis() + 1));
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(ask("q")).contains("eight");
    }

    @Test
    void a_file_that_has_just_changed_may_change_again_with_the_same_stamp() throws Exception {
        FileTime now = FileTime.from(Instant.now());
        write("one", now);
        assertThat(ask("q")).contains("one");
        write("two", now);
        assertThat(ask("q")).contains("two");
    }

    @Test
    void what_is_gone_or_lies_outside_says_nothing() throws Exception {
        write("one", LONG_AGO);
        assertThat(ask("q")).contains("one");
        Files.delete(file);
        assertThat(ask("q")).isEmpty();
        assertThat(facts.answer("../a.txt", "q", this::text)).isEmpty();
    }

    private void write(String text, FileTime at) throws Exception {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, at);
    }

    private Optional<String> ask(String question) {
        return facts.answer("a.txt", question, this::text);
    }

    private String text(byte[] bytes) {
        worked.incrementAndGet();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

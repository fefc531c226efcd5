package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonLogTest {

    private static final int LARGEST = 100;

    @TempDir
    Path folder;

    private DaemonLog log;

    @BeforeEach
    void open() {
        log = DaemonLog.of(folder.resolve("daemon.log"), LARGEST);
    }

    @Test
    void nothing_was_printed_yet() throws IOException {
        assertThat(log.last(10)).isEmpty();
        log.keepBounded();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void only_its_owner_can_read_it() throws IOException {
        assertThat(log.prepare()).isZero();
        print("x".repeat(LARGEST));
        assertThat(log.prepare()).isZero();
        for (String name : List.of("daemon.log", "daemon.log.1")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void the_last_lines_reach_back_into_the_earlier_file() throws IOException {
        log.prepare();
        print("a".repeat(LARGEST), "b");
        log.keepBounded();
        print("c", "d");
        assertThat(log.last(1)).containsExactly("d");
        assertThat(log.last(3)).containsExactly("b", "c", "d");
        assertThat(log.last(9)).hasSize(4);
    }

    @Test
    void neither_file_grows_for_ever_while_a_process_appends() throws IOException {
        log.prepare();
        for (int line = 0; line < 100; line++) {
            print("line " + line);
            log.keepBounded();
        }
        assertThat(Files.size(log.file())).isLessThanOrEqualTo(LARGEST);
        assertThat(Files.size(folder.resolve("daemon.log.1"))).isLessThan(2 * LARGEST);
        assertThat(log.last(5)).containsExactly("line 95", "line 96", "line 97", "line 98", "line 99");
    }

    @Test
    void what_was_printed_since_a_start_leaves_out_what_stood_there_before() throws IOException {
        log.prepare();
        print("of the one before");
        long begin = log.prepare();
        print("a", "b");
        assertThat(log.since(begin, 5)).containsExactly("a", "b");
        assertThat(log.since(begin, 1)).containsExactly("b");
    }

    @Test
    void bytes_that_are_no_text_are_shown_as_such() throws IOException {
        Files.write(log.file(), new byte[] {'a', (byte) 0xff, '\n'});
        assertThat(log.last(1)).containsExactly("a\ufffd");
    }

    @Test
    void following_hands_on_whole_lines_also_after_the_file_was_emptied() throws IOException {
        log.prepare();
        print("before");
        List<String> followed = new ArrayList<>();
        // What is printed depends on what was seen, so nothing depends on time.
        log.follow(lines -> {
            followed.addAll(lines);
            try {
                switch (followed.size()) {
                    case 0 -> {
                        append("one\ntw");
                        followed.add("begun");
                    }
                    case 2 -> {
                        append("o\n");
                        followed.add("finished");
                    }
                    case 4 -> {
                        Files.writeString(log.file(), "new\n");
                        followed.add("emptied");
                    }
                    default -> {}
                }
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
            return !followed.contains("new");
        });
        assertThat(followed).containsExactly("begun", "one", "finished", "two", "emptied", "new");
    }

    private void print(String... lines) throws IOException {
        append(String.join("\n", lines) + "\n");
    }

    private void append(String text) throws IOException {
        Files.writeString(log.file(), text, StandardOpenOption.APPEND);
    }
}

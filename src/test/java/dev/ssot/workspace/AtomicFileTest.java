package dev.ssot.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ssot.workspace.AtomicFile.Access;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void name() {
        target = folder.resolve("truth.json");
    }

    @Test
    void the_new_content_is_in_the_place_of_the_old_one() throws IOException {
        Files.writeString(target, "old");
        AtomicFile.write(target, bytes("new"), "1", Access.AS_BEFORE);
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("truth.json");
    }

    @Test
    void a_file_that_does_not_exist_is_created() throws IOException {
        AtomicFile.write(target, bytes("new"), "1", Access.AS_BEFORE);
        assertThat(target).hasContent("new");
    }

    @Test
    void staged_content_is_not_seen_and_goes_away_when_it_is_not_wanted() throws IOException {
        Files.writeString(target, "old");
        try (AtomicFile staged = AtomicFile.stage(target, bytes("new"), "7", Access.AS_BEFORE)) {
            assertThat(target).hasContent("old");
            assertThat(staged.temporary()).hasContent("new").isEqualTo(AtomicFile.temporaryOf(target, "7"));
            assertThat(names()).containsExactly(".truth.json.7.tmp", "truth.json");
        }
        assertThat(target).hasContent("old");
        assertThat(names()).containsExactly("truth.json");
    }

    @Test
    void a_replacement_that_fails_leaves_what_was_there_and_nothing_else() throws IOException {
        Files.createDirectory(target);
        Files.writeString(target.resolve("kept"), "kept");
        assertThatThrownBy(() -> AtomicFile.write(target, bytes("new"), "1", Access.OWNER_ONLY))
                .isInstanceOf(IOException.class);
        assertThat(target.resolve("kept")).hasContent("kept");
        assertThat(names()).containsExactly("truth.json");
    }

    @Test
    void the_permissions_of_the_old_file_stay() throws IOException {
        assumePosix();
        Files.writeString(target, "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-x--x"));
        AtomicFile.write(target, bytes("new"), "1", Access.AS_BEFORE);
        assertThat(permissions()).isEqualTo("rw-r-x--x");
    }

    @Test
    void a_secret_is_for_its_owner_whatever_the_old_file_allowed() throws IOException {
        assumePosix();
        Files.writeString(target, "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-rw-"));
        AtomicFile.write(target, bytes("new"), "1", Access.OWNER_ONLY);
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void every_replacement_has_a_later_time_however_quick() throws IOException {
        Files.writeString(target, "old");
        for (int i = 0; i < 50; i++) {
            FileTime before = Files.getLastModifiedTime(target);
            AtomicFile.write(target, bytes("new"), "1", Access.AS_BEFORE);
            assertThat(Files.getLastModifiedTime(target)).isGreaterThan(before);
        }
    }

    private static void assumePosix() {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(target));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

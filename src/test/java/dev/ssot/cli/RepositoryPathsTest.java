package dev.ssot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.cli.command.Given;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that lead where they must not. */
class RepositoryPathsTest {

    @TempDir
    Path folder;

    private Path root;
    private RepositoryPaths paths;

    @BeforeEach
    void a_repository_with_links_out_of_it() throws IOException {
        root = Files.createDirectories(folder.toRealPath().resolve("repo"));
        Files.createDirectories(root.resolve(".ssot/control"));
        Files.createDirectories(root.resolve("docs"));
        Files.createDirectories(root.resolve(".git"));
        Files.writeString(root.resolve(".ssot/registry.json"), "{}");
        Files.writeString(root.resolve("docs/body.md"), "\uFEFFtext");
        Files.writeString(root.getParent().resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("out"), root.getParent());
        Files.createSymbolicLink(root.resolve("secret-link"), root.getParent().resolve("secret"));
        Files.createSymbolicLink(root.resolve("git-link"), root.resolve(".git"));
        Files.createSymbolicLink(root.resolve("dangling"), root.getParent().resolve("nothing"));
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
        paths = new RepositoryPaths(root, root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "docs/../../secret",
                "/etc/passwd",
                "out/secret",
                "out/new",
                "secret-link",
                "dangling",
                "loop",
                "loop/x",
                ".git/config",
                ".GIT/config",
                "docs/.git/hooks/x",
                "git-link/config",
                ".ssot/registry.json",
                ".ssot/Registry.JSON",
                ".ssot/registry.json.lock",
                ".ssot/control/state.sqlite",
                ".ssot/docs/../control/x",
                " ",
                "a\0b",
            })
    void neither_read_nor_written(String path) {
        assertThat(paths.read(path)).isInstanceOf(Given.Found.Refused.class);
        assertThat(paths.target(path)).isInstanceOf(Given.Found.Refused.class);
    }

    @Test
    void inside_is_read_and_written() throws IOException {
        assertThat(paths.read("docs/body.md")).isEqualTo(new Given.Found.Ready<>("text"));
        assertThat(paths.read(root.resolve("docs/body.md").toString())).isEqualTo(new Given.Found.Ready<>("text"));
        assertThat(paths.target("new/deep/../file.json")).isEqualTo(new Given.Found.Ready<>("new/file.json"));
        assertThat(new RepositoryPaths(root, root.resolve("docs")).target("../x"))
                .isEqualTo(new Given.Found.Ready<>("x"));
        paths.write("new/file.json", "{}");
        assertThat(root.resolve("new/file.json")).hasContent("{}");
    }

    @Test
    void a_folder_a_huge_file_and_bytes_that_are_no_text_are_refused() throws IOException {
        try (RandomAccessFile huge = new RandomAccessFile(root.resolve("huge").toFile(), "rw")) {
            huge.setLength(5 << 20);
        }
        Files.write(root.resolve("bytes"), new byte[] {(byte) 0xC3, 0x28});
        assertThat(paths.read("docs")).isInstanceOf(Given.Found.Refused.class);
        assertThat(paths.target("docs")).isInstanceOf(Given.Found.Refused.class);
        assertThat(paths.read("huge")).isInstanceOf(Given.Found.Refused.class);
        assertThat(paths.read("bytes")).isInstanceOf(Given.Found.Refused.class);
        assertThat(paths.read("absent")).isInstanceOf(Given.Found.Refused.class);
    }
}

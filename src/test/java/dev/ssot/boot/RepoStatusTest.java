package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.Json;
import dev.ssot.support.PublishedSchema;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a folder belongs to, by its registry, by git, or by nothing. */
class RepoStatusTest {

    private final EngineUnderTest engine = new EngineUnderTest();

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void root() throws IOException {
        root = Files.createDirectories(folder.toRealPath().resolve("main"));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_folder_without_anything_is_its_own_root() throws Exception {
        Path plain = Files.createDirectories(root.resolve("plain"));

        JsonNode status = status(plain);

        assertThat(status.path("root").asText()).isEqualTo(plain.toString());
        assertThat(names(status))
                .containsExactlyInAnyOrder(
                        "root", "repository_id", "has_vox_agents_dir", "capabilities", "cargo_workspace_members");
        assertThat(status.at("/capabilities/git").booleanValue()).isFalse();
        assertThat(plain).isEmptyDirectory();
    }

    @Test
    void below_a_git_worktree_its_root_and_origin_are_told_without_credentials() throws Exception {
        repository();
        git(root, "remote", "add", "origin", "https://user:secret@Example.org/a/b.git");
        Path deep = Files.createDirectories(root.resolve("a/b"));

        JsonNode status = status(deep);

        assertThat(status.path("root").asText()).isEqualTo(root.toString());
        assertThat(status.path("git_root").asText()).isEqualTo(root.toString());
        assertThat(status.path("origin_url").asText()).isEqualTo("https://Example.org/a/b.git");
        assertThat(status.at("/capabilities/git").booleanValue()).isTrue();
        assertThat(status.toString()).doesNotContain("secret").doesNotContain("user");
        assertThat(status(root)).isEqualTo(status);
    }

    /** Its {@code .git} is a file, and its configuration lies with the main worktree's. */
    @Test
    void a_linked_worktree_has_the_origin_of_its_repository_and_an_id_of_its_own() throws Exception {
        repository();
        git(root, "remote", "add", "origin", "git@example.org:a/b.git");
        Path linked = root.resolveSibling("linked");
        git(root, "worktree", "add", "-q", linked.toString());
        Path clone = root.resolveSibling("clone");
        git(folder, "clone", "-q", root.toString(), clone.toString());
        git(clone, "remote", "set-url", "origin", "https://example.org/a/b");

        JsonNode main = status(root);
        JsonNode worktree = status(linked);

        assertThat(worktree.path("root").asText()).isEqualTo(linked.toString());
        assertThat(worktree.path("git_root").asText()).isEqualTo(linked.toString());
        assertThat(worktree.path("origin_url").asText()).isEqualTo("git@example.org:a/b.git");
        assertThat(worktree.path("origin_id")).isEqualTo(main.path("origin_id"));
        assertThat(worktree.path("repository_id")).isNotEqualTo(main.path("repository_id"));
        assertThat(status(clone).path("origin_id")).isEqualTo(main.path("origin_id"));
        assertThat(status(clone).path("repository_id")).isNotEqualTo(main.path("repository_id"));
    }

    @Test
    void an_origin_that_cannot_be_understood_is_left_out() throws Exception {
        repository();
        git(root, "remote", "add", "origin", "ext::sh -c secret");

        JsonNode status = status(root);

        assertThat(status.has("origin_url")).isFalse();
        assertThat(status.path("origin_id").asText()).isNotEmpty();
    }

    @Test
    void the_registry_decides_where_there_is_one() throws Exception {
        repository();
        Path governed = Files.createDirectories(root.resolve("services/one"));
        TestRepository.in(governed).ready("a").write();

        JsonNode status = status(Files.createDirectories(governed.resolve("src/deep")));

        assertThat(status.path("root").asText()).isEqualTo(governed.toString());
        assertThat(status.path("git_root").asText()).isEqualTo(root.toString());
        assertThat(governed.resolve(".ssot/control")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Vox.toml                 |                                    | vox_project
            Cargo.toml               | [package]\\nname = "a"             | cargo_package
            Cargo.toml               | [workspace]\\nmembers = []         | cargo_workspace
            package.json             | {"workspaces": ["a"]}              | node_workspace
            pnpm-workspace.yaml      |                                    | node_workspace
            pyproject.toml           |                                    | python_project
            setup.py                 |                                    | python_project
            go.mod                   |                                    | go_module
            pom.xml                  |                                    | maven_project
            settings.gradle.kts      |                                    | gradle_project
            Cargo.toml               | [[[ no toml                        |
            package.json             | {"name": "a"}                      |
            package.json             | no json                            |
            """)
    void the_files_at_the_root_say_what_is_built(String file, String content, String capability) throws Exception {
        Files.writeString(root.resolve(file), content == null ? "" : content.replace("\\n", "\n"));

        JsonNode capabilities = status(root).path("capabilities");

        List<String> found = new ArrayList<>();
        capabilities.properties().forEach(one -> {
            if (one.getValue().booleanValue()) {
                found.add(one.getKey());
            }
        });
        assertThat(found).isEqualTo(capability == null ? List.of() : List.of(capability));
    }

    @Test
    void the_members_of_a_cargo_workspace_are_those_with_a_package_inside_the_repository() throws Exception {
        Files.writeString(
                root.resolve("Cargo.toml"),
                "[workspace]\nmembers = [\"crates/*\", \"tool\", \"missing\", \"../outside\", \"/etc\", \"link\"]\n");
        for (String member : List.of("crates/b", "crates/a", "tool", "../outside")) {
            Files.createDirectories(root.resolve(member));
            Files.writeString(root.resolve(member).resolve("Cargo.toml"), "[package]\n");
        }
        Files.createDirectories(root.resolve("crates/empty"));
        Files.createSymbolicLink(root.resolve("link"), root.resolveSibling("outside"));

        JsonNode status = status(root);

        List<String> members = new ArrayList<>();
        status.path("cargo_workspace_members").forEach(member -> members.add(member.asText()));
        assertThat(members)
                .containsExactly(
                        root.resolve("crates/a").toString(),
                        root.resolve("crates/b").toString(),
                        root.resolve("tool").toString());
    }

    @Test
    void agents_and_manifest_of_vox_are_told() throws Exception {
        Files.createDirectories(root.resolve(".vox/agents"));
        Files.writeString(root.resolve("Vox.toml"), "");

        JsonNode status = status(root);

        assertThat(status.path("has_vox_agents_dir").booleanValue()).isTrue();
        assertThat(status.path("vox_toml").asText())
                .isEqualTo(root.resolve("Vox.toml").toString());
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        Outcome outcome = call(root.resolve("none"));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).refusal().code()).isEqualTo(ErrorCode.REPOSITORY_NOT_FOUND);
    }

    private JsonNode status(Path of) throws IOException {
        Outcome outcome = call(of);
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        ObjectNode result = ((Outcome.Answered) outcome).result();
        assertThat(result.path("passed").booleanValue()).isTrue();
        assertThat(result.path("success").booleanValue()).isTrue();
        PublishedSchema published = PublishedSchema.at("contracts/repository/repo-workspace-status.schema.json");
        published.accepts(result.path("data"));
        published.refuses(((ObjectNode) result.path("data").deepCopy()).put("more", 1));
        return result.path("data");
    }

    private Outcome call(Path of) {
        return engine.call(new Call("repo.status", of, Json.object(), null));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void repository() throws Exception {
        git(root, "init", "-q");
        git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "--allow-empty", "-m", "all");
    }

    private static void git(Path where, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(where.toFile())
                .inheritIO()
                .start();
        assertThat(git.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(git.exitValue()).isZero();
    }
}

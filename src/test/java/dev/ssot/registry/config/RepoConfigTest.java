package dev.ssot.registry.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FileFact;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.support.MemoryFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ssot.toml}: defaults and what is wrong with it. */
class RepoConfigTest {

    @Test
    void what_the_file_leaves_out_has_its_default() {
        RepoConfig config = valid("[validate]\nafter_registry_change = \"manual\"\n[mine]\nx = 1\n");

        assertThat(config.validatesAfterChange()).isFalse();
        assertThat(config.scaffoldsNewFeatures()).isTrue();
        assertThat(config.graphsAfterChange()).isEmpty();
        assertThat(config.tree().at("/policy/fail_closed").asBoolean()).isTrue();
        assertThat(config.tree().at("/mine/x").asInt()).isEqualTo(1);
        assertThat(config.verification()).isEqualTo(VerificationLevel.REPORTED);
        assertThat(config.statesVerification()).isFalse();
    }

    @Test
    void a_new_repository_gets_every_default_and_the_level_that_we_advise() {
        RepoConfig fresh = valid(new String(RepoConfig.template(), StandardCharsets.UTF_8));

        assertThat(fresh.verification()).isEqualTo(VerificationLevel.OBSERVED);
        assertThat(fresh.statesVerification()).isTrue();
        ObjectNode others = fresh.tree().deepCopy();
        others.withObject("/completion").put("verification", "reported");
        assertThat(valid("").tree()).isEqualTo(others);
    }

    @Test
    void a_file_that_stays_as_it_is_is_parsed_once() {
        Remembering files = new Remembering(
                new MemoryFiles().put(RepoConfig.PATH, "[validate]\nafter_registry_change = \"manual\"\n"),
                new HashMap<>());

        RepoConfig.Reading first = RepoConfig.of(files);

        assertThat(first).isInstanceOf(RepoConfig.Reading.Valid.class);
        assertThat(RepoConfig.of(files)).isSameAs(first);
        assertThat(RepoConfig.of(new Remembering(new MemoryFiles(), new HashMap<>())))
                .isEqualTo(new RepoConfig.Reading.Absent());
    }

    /** Files that never change, so that each answer is remembered for good. */
    private record Remembering(MemoryFiles files, Map<FileFact<?>, Optional<?>> known) implements RepositoryFiles {

        @Override
        @SuppressWarnings("unchecked")
        public <T> Optional<T> fact(String path, FileFact<T> fact) {
            return (Optional<T>) known.computeIfAbsent(fact, _ -> files.fact(path, fact));
        }

        @Override
        public Optional<byte[]> read(String path) {
            return files.read(path);
        }

        @Override
        public List<String> filesBelow(String folder) {
            return files.filesBelow(folder);
        }

        @Override
        public Optional<String> resolve(String path) {
            return files.resolve(path);
        }

        @Override
        public boolean exists(String path) {
            return files.exists(path);
        }
    }

    @Test
    void graphs_are_drawn_when_both_switches_say_so() {
        assertThat(valid(
                                "[generation.targets]\ngraphs = true\n[generation.graphs]\nmode = \"automatic\"\nformats = [\"dot\", \"svg\"]\nbasename = \"g\"\n")
                        .graphsAfterChange())
                .contains(new RepoConfig.Graphs(List.of("dot", "svg"), ".ssot/graphs", "g"));
        assertThat(valid("[generation.targets]\ngraphs = true\n").graphsAfterChange())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy = 3                            | policy must be a TOML table",
                "policy.interactive = 1                | policy.interactive must be a boolean",
                "commands.feature = 1                  | feature must be a TOML table",
                "sync.docs = \"auto\"                  | sync.docs must be one of: automatic, manual",
                "generation.formats = \"json\"         | generation.formats must be a list of strings",
                "generation.graphs.formats = [1]       | generation.graphs.formats must be a list of strings",
                "generation.graphs.formats = [\"md\"]  | generation.graphs.formats contains unsupported values ['md']; allowed: dot, json, png, svg",
                "generation.graphs.basename = \" \"    | generation.graphs.basename must be a non-empty string",
                "completion = 1                        | completion must be a TOML table",
                "[completion]\\nverification='hearsay' | completion.verification must be one of: executed, observed, reported",
                "a = 1\\na = 2                         | Invalid TOML in .ssot/ssot.toml: Duplicate key (at line 2, column 6)",
                "policy                                | Invalid TOML in .ssot/ssot.toml",
            })
    void what_is_wrong_is_named(String text, String message) {
        RepoConfig.Reading reading = RepoConfig.parse(text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(reading).isInstanceOf(RepoConfig.Reading.Invalid.class);
        assertThat(((RepoConfig.Reading.Invalid) reading).message()).startsWith(message);
    }

    private static RepoConfig valid(String text) {
        RepoConfig.Reading reading = RepoConfig.parse(text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(RepoConfig.Reading.Valid.class);
        return ((RepoConfig.Reading.Valid) reading).config();
    }
}

package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.ssot.operation.Call;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Version;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.support.RealRegistry;
import dev.ssot.support.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder becomes a repository. */
class InitializationTest {

    @TempDir
    Path folder;

    @Test
    void a_new_repository_has_its_folders_its_files_and_nothing_else() throws Exception {
        Path root = folder.resolve("a/b");

        Outcome made = init(root, "repo_id", "repo:mine", "repo_name", "mine", "version", "1.2.3");

        Path real = root.toRealPath();
        assertThat(((Outcome.Answered) made).result())
                .hasToString(arguments(
                                "passed",
                                true,
                                "registry_path",
                                real.resolve(".ssot/registry.json").toString(),
                                "repo_root",
                                real.toString(),
                                "config_path",
                                real.resolve(".ssot/ssot.toml").toString())
                        .toString());
        byte[] bytes = Files.readAllBytes(root.resolve(".ssot/registry.json"));
        JsonNode registry = StrictJson.read(bytes);
        assertThat(CanonicalJson.write(registry)).isEqualTo(bytes);
        assertThat(registry.at("/repo/id").asText()).isEqualTo("repo:mine");
        assertThat(registry.at("/program/active_release_id").asText()).isEqualTo("rel:1.2.3");
        assertThat(registry.at("/tooling/initialized_with_version").asText()).isEqualTo(Version.current());
        assertThat(registry.at("/releases/0/boundary_ids")).hasToString("[\"bnd:default\"]");
        assertThat(registry.at("/document_id_reservations/spec/2/start").asInt())
                .isEqualTo(1000);
        assertThat(registry.at("/guard_policies/lifecycle")).hasSize(3);
        assertThat(names(root.resolve(".ssot")))
                .containsExactly(
                        "adr",
                        "cache",
                        "control",
                        "evidence",
                        "graphs",
                        "registry.json",
                        "releases",
                        "reports",
                        "schemas",
                        "specs",
                        "ssot.toml");
        assertThat(names(root.resolve(".ssot/schemas"))).hasSize(9);
    }

    @Test
    void every_schema_is_canonical_and_holds_for_what_it_describes() throws Exception {
        init(folder);
        Path schemas = folder.resolve(".ssot/schemas");
        try (Stream<Path> files = Files.list(schemas)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(CanonicalJson.write(StrictJson.read(bytes)))
                        .as(file.toString())
                        .isEqualTo(bytes);
            }
        }
        JsonSchema schema = schema("registry");
        assertThat(problems(schema, folder)).isEmpty();
        assertThat(schema.validate(new ObjectMapper().readTree("{\"schema_version\":\"0.7.0\"}")))
                .isNotEmpty();
        Path real = RealRegistry.unpack(folder);
        assertThat(problems(schema, real)).isEmpty();
    }

    @Test
    void a_registry_gives_way_only_by_force_and_the_configuration_never() throws Exception {
        init(folder);
        Path registry = folder.toRealPath().resolve(".ssot/registry.json");
        Files.writeString(folder.resolve(".ssot/ssot.toml"), "# mine\n");
        Files.writeString(folder.resolve(".ssot/schemas/adr.schema.json"), "{}");
        byte[] before = Files.readAllBytes(registry);

        refused(ErrorCode.CONFLICT, "Registry already exists: " + registry, init(folder, "repo_id", "repo:other"));
        assertThat(Files.readAllBytes(registry)).isEqualTo(before);

        assertThat(init(folder, "repo_id", "repo:other", "force", true)).isInstanceOf(Outcome.Answered.class);
        assertThat(Files.readString(registry)).contains("repo:other");
        assertThat(folder.resolve(".ssot/ssot.toml")).hasContent("# mine");
        assertThat(Files.size(folder.resolve(".ssot/schemas/adr.schema.json"))).isGreaterThan(2);
    }

    @Test
    void what_stands_in_the_folder_is_kept() throws Exception {
        Files.createDirectories(folder.resolve(".ssot/schemas"));
        Files.writeString(folder.resolve(".ssot/schemas/adr.schema.json"), "{}");
        Files.writeString(folder.resolve(".ssot/ssot.toml"), "# mine\n");

        assertThat(init(folder)).isInstanceOf(Outcome.Answered.class);

        assertThat(folder.resolve(".ssot/schemas/adr.schema.json")).hasContent("{}");
        assertThat(folder.resolve(".ssot/ssot.toml")).hasContent("# mine");
    }

    /** Whatever stops it on the way, a crash too, the registry is what is missing. */
    @Test
    void what_fails_half_way_leaves_no_registry_and_can_be_done_again() throws Exception {
        Files.createDirectories(folder.resolve(".ssot"));
        Files.writeString(folder.resolve(".ssot/releases"), "in the way");

        refused(ErrorCode.STORE_UNAVAILABLE, "No registry could be created", init(folder));
        assertThat(folder.resolve(".ssot/registry.json")).doesNotExist();

        Files.delete(folder.resolve(".ssot/releases"));
        assertThat(init(folder)).isInstanceOf(Outcome.Answered.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repo_id | 7     | INVALID_ARGUMENTS",
                "repoid  | x     | INVALID_ARGUMENTS",
            })
    void a_wrong_argument_makes_nothing(String name, String value, ErrorCode code) throws Exception {
        Object given = value.equals("7") ? List.of(7) : value;

        Outcome outcome = init(folder.resolve("new"), name, given);

        assertThat(((Outcome.Refused) outcome).refusal().code()).isEqualTo(code);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void a_broken_configuration_is_named_before_anything_is_written() throws Exception {
        Files.createDirectories(folder.resolve(".ssot"));
        Files.writeString(folder.resolve(".ssot/ssot.toml"), "policy = 1\n");

        refused(ErrorCode.REGISTRY_INVALID, "policy must be a TOML table", init(folder));
        assertThat(names(folder.resolve(".ssot"))).containsExactly("ssot.toml");
    }

    @Test
    void a_folder_that_is_a_link_out_of_the_repository_is_refused() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path root = Files.createDirectories(folder.resolve("root"));
        Files.createSymbolicLink(root.resolve(".ssot"), outside);

        refused(ErrorCode.STORE_UNAVAILABLE, ".ssot is a link out of it", init(root));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void a_file_is_no_folder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        refused(ErrorCode.STORE_UNAVAILABLE, "cannot become a repository", init(file));
        assertThat(file).hasContent("x");
    }

    @Test
    void of_many_who_do_it_at_once_one_does_it() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Outcome>> tasks = Stream.iterate(0, i -> i + 1)
                    .limit(8)
                    .<Callable<Outcome>>map(i -> () -> init(folder, "repo_id", "repo:r" + i))
                    .toList();
            long made = threads.invokeAll(tasks).stream()
                    .filter(task -> task.resultNow() instanceof Outcome.Answered)
                    .count();
            assertThat(made).isOne();
        }
    }

    @Test
    void a_new_repository_serves_claims_with_git_and_without() throws Exception {
        for (boolean git : List.of(false, true)) {
            Path root = Files.createDirectory(folder.resolve(git ? "git" : "plain"));
            if (git) {
                assertThat(new ProcessBuilder("git", "init", "-q", root.toString())
                                .start()
                                .waitFor())
                        .isZero();
            }
            init(root);
            try (DirectWay way = new DirectWay(new SettableClock(), folder)) {
                Outcome claim =
                        way.call(new Call("slice.claim", root, arguments("worker_id", "w", "campaign_id", "c"), null));
                assertThat(((Outcome.Answered) claim).result().path("kind").asText())
                        .isEqualTo("no_work");
            }
        }
    }

    private static Outcome init(Path root, Object... arguments) {
        return LocalEngine.initialization().init(root, arguments(arguments));
    }

    private static void refused(ErrorCode code, String message, Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Refusal refusal = ((Outcome.Refused) outcome).refusal();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.message()).contains(message);
    }

    private JsonSchema schema(String name) throws Exception {
        Path file = folder.resolve(".ssot/schemas/%s.schema.json".formatted(name));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(new ObjectMapper().readTree(file.toFile()));
    }

    private static List<String> problems(JsonSchema schema, Path root) throws Exception {
        JsonNode registry =
                new ObjectMapper().readTree(root.resolve(".ssot/registry.json").toFile());
        return schema.validate(registry).stream().map(Object::toString).toList();
    }

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}

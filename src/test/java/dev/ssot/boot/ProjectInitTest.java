package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.CommandTable;
import dev.ssot.contract.FirstContracts;
import dev.ssot.contract.Registrations;
import dev.ssot.contract.Synchronization;
import dev.ssot.contract.Target;
import dev.ssot.contract.verify.CommandCompliance;
import dev.ssot.contract.verify.OperationsVerify;
import dev.ssot.operation.Call;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.project.InitProject;
import dev.ssot.operation.project.ProjectInitRequest;
import dev.ssot.operation.project.ProjectInitResult;
import dev.ssot.registry.json.Json;
import dev.ssot.support.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projects that are governed at once, made as a whole or not at all. */
class ProjectInitTest {

    /** What this program registers is of no interest to a project of another program. */
    private static final Supplier<Registrations> NOT_ASKED = () -> {
        throw new AssertionError("asked for what this program registers");
    };

    private final EngineUnderTest engine = new EngineUnderTest();

    @TempDir
    Path folder;

    private Path root;
    private Path outside;

    @BeforeEach
    void folders() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("root"));
        outside = Files.createDirectory(folder.toRealPath().resolve("outside"));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "application,          ,             ",
        "application, api,                   services/shop",
        "skill,       chatbot,               ",
        "agent,       dashboard,             a/b/c",
        "workflow,             ,             './x//y/'",
        "chatbot,     chatbot,               x",
        "library,     api,                   ",
    })
    void a_new_project_passes_every_check_at_once(String kind, String template, String subdir) throws Exception {
        ObjectNode given = arguments("project_name", "shop", "package_kind", kind, "template", template);
        if (subdir != null) {
            given.put("target_subdir", subdir);
        }

        JsonNode made = answered(call(root, given)).path("data");

        PublishedSchema published = PublishedSchema.at("contracts/repository/vox-project-scaffold-result.schema.json");
        published.accepts(made);
        published.refuses(((ObjectNode) made.deepCopy()).put("more", 1));
        Path project = subdir == null ? root : root.resolve(subdir).normalize();
        assertThat(paths(made)).containsExactlyElementsOf(filesBelow(root));
        assertThat(project.resolve("shop.skill.md").toFile().exists()).isEqualTo(kind.equals("skill"));
        assertThat(root.resolve(".github/workflows/contracts.yml").toFile().exists())
                .isEqualTo(subdir == null);
        assertThat(project.resolve("ci/contracts.sh"))
                .content()
                .contains("ssot validate .", "ssot ci operations-verify");
        assertGoverned(project);
    }

    private void assertGoverned(Path project) throws IOException {
        Outcome validated = engine.call(new Call("registry.validate", project, Json.object(), null));
        assertThat(answered(validated).path("passed").booleanValue()).isTrue();
        assertThat(answered(validated).path("registry_path").asText())
                .isEqualTo(project.resolve(".ssot/registry.json").toString());
        assertThat(new Synchronization(project, EnumSet.allOf(Target.class), CommandTable.surface())
                        .check()
                        .passed())
                .isTrue();
        assertThat(OperationsVerify.run(project, NOT_ASKED).findings()).isEmpty();
        assertThat(CommandCompliance.run(project, NOT_ASKED).findings()).isEmpty();
    }

    @Test
    void what_is_there_already_stays_and_the_rest_is_added() throws Exception {
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("docs/mine.md"), "mine");
        Files.writeString(root.resolve("README.md"), "mine");

        JsonNode made = answered(call(root, arguments("project_name", "shop"))).path("data");

        assertThat(root.resolve("docs/mine.md")).hasContent("mine");
        assertThat(root.resolve("README.md")).hasContent("mine");
        assertThat(paths(made)).doesNotContain("docs/mine.md", "README.md").contains("docs/tools.md");
        assertGoverned(root);
    }

    /** As a crash before the registry would leave it. */
    @Test
    void a_call_goes_on_where_one_before_it_ended() throws Exception {
        answered(call(root, arguments("project_name", "shop")));
        Files.delete(root.resolve(".ssot/registry.json"));
        Files.delete(root.resolve("docs/tools.md"));

        JsonNode made = answered(call(root, arguments("project_name", "shop"))).path("data");

        assertThat(paths(made)).containsExactly(".ssot/registry.json", "docs/tools.md");
        assertGoverned(root);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | project_name is required
            {'project_name':''}                                             | project_name must be 1 to 64
            {'project_name':'Shop'}                                         | project_name must be 1 to 64
            {'project_name':'9shop'}                                        | project_name must be 1 to 64
            {'project_name':'../shop'}                                      | project_name must be 1 to 64
            {'project_name':'a/b'}                                          | project_name must be 1 to 64
            {'project_name':'shop\\n'}                                      | project_name must be 1 to 64
            {'project_name':'s','package_kind':'poem'}                      | package_kind must be one of
            {'project_name':'s','template':'poem'}                          | template must be one of
            {'project_name':'s','target_subdir':''}                         | target_subdir must not be empty
            {'project_name':'s','target_subdir':'..'}                       | target_subdir must not contain '..'
            {'project_name':'s','target_subdir':'a/../../b'}                | target_subdir must not contain '..'
            {'project_name':'s','target_subdir':'/tmp/x'}                   | target_subdir must be relative
            {'project_name':'s','target_subdir':'C:\\\\x'}                  | target_subdir must be relative
            {'project_name':'s','target_subdir':'.git/x'}                   | target_subdir may not be written
            {'project_name':'s','target_subdir':'.GIT'}                     | target_subdir may not be written
            {'project_name':'s','target_subdir':'.ssot/evidence/a/b'}       | target_subdir may not be written
            {'project_name':'s','target_subdir':'x/.SSOT/evidence/a/b'}     | target_subdir may not be written
            {'project_name':'s','target_subdir':'link'}                     | a link stands in the way
            {'project_name':'s','target_subdir':'link/x'}                   | a link stands in the way
            {'project_name':'s','target_subdir':'deep/inner/x'}             | a link stands in the way
            {'project_name':'s','target_subdir':'dangling/x'}               | a link stands in the way
            {'project_name':'s','target_subdir':'file'}                     | no folder: file
            {'project_name':'s','target_subdir':'file/x'}                   | no folder: file
            {'project_name':'s','target_subdir':'taken'}                    | docs is a link
            """)
    void a_project_that_cannot_be_is_refused_and_nothing_is_made(String given, String message) throws Exception {
        Files.createDirectories(root.resolve("deep"));
        Files.writeString(root.resolve("file"), "old");
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("deep/inner"), Path.of("../deep"));
        Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("none"));
        Files.createDirectories(root.resolve("taken"));
        Files.createSymbolicLink(root.resolve("taken/docs"), outside);
        List<String> before = everythingBelow(folder);

        Refusal refusal = refused(call(root, (ObjectNode) Json.MAPPER.readTree(given.replace('\'', '"'))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENTS);
        assertThat(refusal.message()).contains(message.replace("docs is a link", "a link stands in the way: docs"));
        assertThat(everythingBelow(folder)).isEqualTo(before);
    }

    @Test
    void inside_git_or_a_registrys_folder_no_project_is_made() throws Exception {
        for (String place : List.of(".git/x", ".ssot/evidence")) {
            Path inside = Files.createDirectories(root.resolve(place));
            assertThat(refused(call(inside, arguments("project_name", "s"))).code())
                    .isEqualTo(ErrorCode.INVALID_ARGUMENTS);
            assertThat(inside).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "docs/tools.md,      docs/tools.md already exists in this directory",
        "ci/contracts.sh,    ci/contracts.sh already exists in this directory",
        ".ssot/registry.json, Registry already exists",
    })
    void a_file_in_the_way_is_named_and_everything_stays(String file, String message) throws Exception {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), "mine");
        List<String> before = everythingBelow(root);

        Refusal refusal = refused(call(root, arguments("project_name", "shop")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refusal.message()).contains(message);
        assertThat(everythingBelow(root)).isEqualTo(before);
        assertThat(root.resolve(file)).hasContent("mine");
    }

    /** The registry comes last, so that everything else is there when it is found out. */
    @Test
    void what_was_added_is_taken_back_when_no_registry_can_be_made() throws Exception {
        Files.createDirectories(root.resolve(".ssot"));
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve(".ssot/ssot.toml"), "no [[ toml");
        List<String> before = everythingBelow(root);

        Refusal refusal = refused(call(root, arguments("project_name", "shop")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.REGISTRY_INVALID);
        assertThat(everythingBelow(root)).isEqualTo(before);
    }

    @Test
    void nothing_is_left_of_a_project_whose_own_folder_cannot_be_completed() {
        InitProject init = new InitProject(
                (place, given) -> {
                    assertThat(place.getParent()).isEqualTo(root);
                    assertThat(place.resolve("contracts/operations/catalog.v1.yaml"))
                            .exists();
                    return Outcome.refused(ErrorCode.REGISTRY_LOCKED, "locked", "Call again.");
                },
                new FirstContracts());

        Reply<ProjectInitResult> reply =
                init.run(new ProjectInitRequest("shop", "application", null, "services/shop"), root);

        assertThat(reply).isInstanceOf(Reply.Refused.class);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void of_many_who_make_the_same_project_one_does_and_it_is_complete() throws Exception {
        for (String subdir : List.of("services/shop", "shop")) {
            int many = 6;
            try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
                List<Callable<Outcome>> calls = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    calls.add(() -> call(root, arguments("project_name", "shop", "target_subdir", subdir)));
                }
                int made = 0;
                for (Future<Outcome> outcome : threads.invokeAll(calls)) {
                    if (outcome.get() instanceof Outcome.Refused(Refusal refusal)) {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
                    } else {
                        made++;
                    }
                }
                assertThat(made).isEqualTo(1);
            }
            assertGoverned(root.resolve(subdir));
        }
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("services", "shop");
        }
    }

    private Outcome call(Path where, ObjectNode arguments) {
        return engine.call(new Call("project.init", where, arguments, null));
    }

    private static ObjectNode answered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).result();
    }

    private static Refusal refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }

    private static List<String> paths(JsonNode made) {
        List<String> paths = new ArrayList<>();
        made.path("created_relative_paths").forEach(path -> paths.add(path.asText()));
        return paths;
    }

    /** The files of the project, without the store that every machine has for itself. */
    private static List<String> filesBelow(Path folder) throws IOException {
        return everythingBelow(folder).stream()
                .filter(path -> Files.isRegularFile(folder.resolve(path)))
                .filter(path -> !path.contains(".ssot/control/"))
                .toList();
    }

    private static List<String> everythingBelow(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.skip(1)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}

package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.Json;
import dev.ssot.support.PublishedSchema;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated, and where it must not go. */
abstract class GenerateContract extends OperationsContract {

    private static final String TEXT = "generated/slice-claim.json";
    private static final String ZEROS = "0".repeat(64);

    @Test
    void without_a_path_the_text_is_only_returned() throws Exception {
        Path root = repository().ready("a").write();
        Map<String, String> before = listing(root);

        ObjectNode answer = schema();

        assertThat(Json.MAPPER
                        .readTree(answer.at("/data/text").textValue())
                        .at("/properties/arguments/required")
                        .toString())
                .contains("worker_id");
        assertThat(answer.path("success").booleanValue()).isTrue();
        assertThat(answer.path("meta")).isEmpty();
        assertThat(listing(root)).isEqualTo(before);
    }

    @Test
    void with_a_path_the_file_holds_the_text_and_the_outcome_says_so() throws Exception {
        Path root = repository().ready("a").write();

        ObjectNode answer =
                schema("output_path", " ./generated//deep/x.json ", "vcs_agent_id", 7, "prompt", "rm -rf /");

        String text = answer.at("/data/text").textValue();
        assertThat(root.resolve("generated/deep/x.json")).hasContent(text);
        JsonNode outcomes = answer.at("/meta/file_outcomes");
        PublishedSchema published =
                PublishedSchema.at("contracts/orchestration/vox-generate-code-file-outcomes.schema.json");
        published.accepts(outcomes);
        published.refuses(((ObjectNode) outcomes.deepCopy()).put("more", 1));
        assertThat(outcomes.path("written_paths").toString()).isEqualTo("[\"generated/deep/x.json\"]");
        assertThat(outcomes.path("bytes_written").asLong())
                .isEqualTo(Files.size(root.resolve("generated/deep/x.json")));
        assertThat(answer.at("/meta/pre_write_snapshot_id").textValue()).isEqualTo("S-000001");
        assertThat(outcomes.path("post_write_snapshot_id").textValue()).isEqualTo("S-000002");
        assertThat(answer("snapshot.diff", "before", 1, "after", 2)
                        .at("/data/diffs")
                        .toString())
                .isEqualTo("[{\"path\":\"generated/deep/x.json\",\"kind\":\"Added\"}]");
        assertThat(answer.at("/meta/vcs_agent_id").asInt()).isEqualTo(7);
        assertThat(answer.at("/meta/prompt").textValue()).isEqualTo("rm -rf /");
    }

    @Test
    void the_same_question_has_the_same_answer() throws Exception {
        repository().ready("a").write();

        assertThat((Object) schema()).isEqualTo(schema());
        assertThat(schema("prompt", "other").at("/data/text")).isEqualTo(schema().at("/data/text"));
    }

    static Stream<CatalogEntry> tools() {
        return Catalog.load().entries().stream().filter(entry -> entry.mcp() != null);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void every_tool_has_a_client_that_compiles_and_a_schema(CatalogEntry entry) throws Exception {
        repository().ready("a").write();

        ObjectNode client = answer("code.generate", "kind", "client", "operation_id", entry.id());
        assertThat(client.at("/data/text").textValue()).contains("\"" + entry.name() + "\"");
        assertThat(client.at("/data/validated").booleanValue()).isTrue();
        answer("code.generate", "kind", "schema", "operation_id", entry.id());
    }

    @Test
    void evidence_and_test_of_a_slice_are_skeletons_that_prove_nothing() throws Exception {
        Path root = repository().ready("a", "work").write();
        JsonNode lease = lease("w1");
        String id = lease.path("lease_id").asText();

        ObjectNode evidence =
                answer("code.generate", "kind", "evidence", "lease_id", id, "output_path", "work/evidence.json");
        ObjectNode test = answer("code.generate", "kind", "test", "lease_id", id, "output_path", "work/test_it.py");

        JsonNode planned =
                Json.MAPPER.readTree(root.resolve("work/evidence.json").toFile());
        assertThat(planned.path("status").asText()).isEqualTo("planned");
        assertThat(planned.path("feature_id").asText()).isEqualTo("feat:a");
        assertThat(planned.path("claim_ids").toString()).isEqualTo("[\"clm:a.t1\"]");
        assertThat(evidence.at("/data/language").asText()).isEqualTo("json");
        assertThat(test.at("/data/language").asText()).isEqualTo("python");
        assertThat(root.resolve("work/test_it.py")).content().contains("raise AssertionError", "is a scaffold");
    }

    /** The row says that the test passes; the file says that nobody has written it. */
    @Test
    void a_generated_test_never_counts_as_passing_wherever_it_stands() throws Exception {
        Path root = repository().ready("a", "work").done("b").write();
        String text = answer(
                        "code.generate",
                        "kind",
                        "test",
                        "lease_id",
                        lease("w").path("lease_id").asText())
                .at("/data/text")
                .textValue();
        assertThat(text).isNotBlank();
        Path file = root.resolve("tests/test_b.py");
        Files.createDirectories(file.getParent());

        Files.writeString(file, "def test_b():\n    assert True\n");
        assertThat(statusAfterSync("tests/test_b.py")).isEqualTo("passing");
        Files.writeString(file, text);
        assertThat(statusAfterSync("tests/test_b.py")).isEqualTo("planned");
    }

    /** What becomes of the test's row when it is planned and points to the file. */
    private String statusAfterSync(String path) {
        answer(
                "registry.entity.update",
                "section",
                "tests",
                "entity_id",
                "tst:b",
                "changes",
                Json.object().put("path", path).put("status", "planned"));
        answer("registry.sync_statuses");
        return answer("registry.entity.get", "section", "tests", "entity_id", "tst:b")
                .at("/entity/status")
                .asText();
    }

    @ParameterizedTest
    @CsvSource({
        "{'kind':'client'},                                               made for an operation",
        "{'kind':'schema'},                                               made for an operation",
        "{'kind':'evidence'},                                             made for a lease",
        "{'kind':'test'},                                                 made for a lease",
        "'{''kind'':''schema'',''operation_id'':''slice.claim'',''expected_sha256'':''%s''}', is about the file",
        "'{''kind'':''poem'',''operation_id'':''slice.claim''}',          kind must be one of",
        "'{''kind'':''schema'',''operation_id'':''slice.claim'',''expected_sha256'':''12''}', must be 64 hex digits",
        "'{''kind'':''schema'',''operation_id'':''slice.claim'',''vcs_agent_id'':-1}', vcs_agent_id",
        "'{''kind'':''client'',''operation_id'':''maturation.queue''}',    has no tool",
        "'{''kind'':''schema'',''operation_id'':''slice.claim'',''max_retries'':3}', unknown argument max_retries",
    })
    void a_question_that_makes_no_sense_is_refused(String arguments, String message) throws Exception {
        repository().ready("a").write();
        ObjectNode given =
                (ObjectNode) Json.MAPPER.readTree(arguments.formatted(ZEROS).replace('\'', '"'));

        assertRefused(ErrorCode.INVALID_ARGUMENTS, message, call("code.generate", given, null));
    }

    @Test
    void what_is_unknown_is_not_found() throws Exception {
        repository().ready("a").write();

        refused(ErrorCode.NOT_FOUND, "no.such", "code.generate", "kind", "schema", "operation_id", "no.such");
        refused(ErrorCode.NOT_FOUND, "lease:x", "code.generate", "kind", "test", "lease_id", "lease:x");
    }

    static Stream<Arguments> tricks() {
        String none = "output_path must not be empty";
        String absolute = "output_path must be relative to the repository root";
        String up = "output_path must not contain '..'";
        String names = "output_path must be at most 64 names of at most 255 bytes";
        String kept = "output_path may not be written";
        String outside = "refusal: output path resolves outside repository root";
        String link = "refusal: output path leads through a link";
        return Stream.of(
                trick("", none),
                trick("   ", none),
                trick("/etc/x", absolute),
                trick("//x", absolute),
                trick("\\x", absolute),
                trick("\\\\host\\share\\x", absolute),
                trick("C:\\x", absolute),
                trick("c:x", absolute),
                trick("..", up),
                trick("../x", up),
                trick("a/../x", up),
                trick("a/..", up),
                trick("a\\..\\..\\x", up),
                trick("a/.. /x", up),
                trick("a/\u2024\u2024/x", up),
                trick("a/\uff0e\uff0e/x", up),
                trick("a/\u2025/x", up),
                trick("a/", "output_path must not end with a slash"),
                trick(".", names),
                trick("a/.../x", up),
                trick("a./x", names),
                trick("a /x", names),
                trick("a/x ./y", names),
                trick("a/x\u0001", names),
                trick("a\n/x", names),
                trick("a/\u202ex", names),
                trick("a\u200b/x", names),
                trick("a/x:stream", names),
                trick("a/\uff0fx", names),
                trick("n".repeat(256), names),
                trick("a/" + "\u00e9".repeat(128), names),
                trick("a/".repeat(64) + "x", names),
                trick(".git/x", kept),
                trick(".git", kept),
                trick(".GIT/hooks/pre-commit", kept),
                trick("sub/.Git/config", kept),
                trick(".\uff47\uff49\uff54/x", kept),
                trick(".g\u0131t/x", kept),
                trick(".git /x", names),
                trick(".git./x", names),
                trick(".g\u200cit/x", names),
                trick("git~1/x", kept),
                trick("GIT~2/x", kept),
                trick(".git::$INDEX_ALLOCATION/x", names),
                trick(".ssot/registry.json", kept),
                trick(".SSOT/Registry.json", kept),
                trick(".\u017fsot/registry.json", kept),
                trick(".\u00dfot/registry.json", kept),
                trick(".ssot/registry.json.lock", kept),
                trick(".ssot/control/state.sqlite", kept),
                trick("./.ssot//control/x", kept),
                trick(".ssot/ssot.toml", kept),
                trick(".ssot/evidence", kept),
                trick("sub/.ssot/registry.json", kept),
                trick("ssot~1/registry.json", kept),
                trick("contracts/operations/catalog.v1.yaml", kept),
                trick("Contracts/MCP/x", kept),
                trick("link/x", outside),
                trick("deep/link/sub/x", outside),
                trick("dangling", outside),
                trick("filelink", outside),
                trick("inner/x", link),
                trick("deep/inner", link),
                trick("loop/x", outside),
                trick("work", "is there and is no file"),
                trick("file/x", "is no folder"));
    }

    private static Arguments trick(String path, String message) {
        return Arguments.of(path, message);
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void a_path_that_is_none_of_the_repository_is_refused_and_nothing_is_written(String path, String message)
            throws Exception {
        Path root = repository().ready("a").write();
        fill(root);
        Map<String, String> before = listing(root);
        Map<String, String> beside = listing(runtime);

        ObjectNode arguments = arguments("kind", "schema", "operation_id", "slice.claim", "output_path", path);
        assertRefused(ErrorCode.INVALID_ARGUMENTS, message, call("code.generate", arguments, null));
        assertRefused(
                ErrorCode.INVALID_ARGUMENTS, message, call("code.generate", arguments.put("validate", false), "r"));

        assertThat(listing(root)).isEqualTo(before);
        assertThat(listing(runtime)).isEqualTo(beside);
    }

    private void fill(Path root) throws IOException {
        Files.createDirectories(root.resolve("work"));
        Files.createDirectories(root.resolve("deep"));
        Files.createDirectories(root.resolve(".git/hooks"));
        Files.writeString(root.resolve("file"), "old");
        Path target = Files.createDirectories(runtime.resolve("target"));
        Files.writeString(target.resolve("file"), "old");
        Files.createSymbolicLink(root.resolve("link"), target);
        Files.createSymbolicLink(root.resolve("deep/link"), target);
        Files.createSymbolicLink(root.resolve("dangling"), target.resolve("none"));
        Files.createSymbolicLink(root.resolve("filelink"), target.resolve("file"));
        Files.createSymbolicLink(root.resolve("inner"), Path.of("work"));
        Files.createSymbolicLink(root.resolve("deep/inner"), Path.of("../file"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    }

    @Test
    void evidence_may_go_below_the_registrys_folder_of_it() throws Exception {
        Path root = repository().ready("a", ".ssot/evidence/a").write();
        String id = lease("w").path("lease_id").asText();

        answer("code.generate", "kind", "evidence", "lease_id", id, "output_path", ".ssot/evidence/a/t1.json");

        assertThat(root.resolve(".ssot/evidence/a/t1.json")).isRegularFile();
    }

    @Test
    void a_file_is_replaced_only_by_who_knows_what_is_in_it() throws Exception {
        Path root = repository().ready("a").write();
        Path file = root.resolve(TEXT);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "mine");
        Map<String, String> before = listing(root);

        refusedWrite("is there with other content");
        refusedWrite("has SHA-256 ", "expected_sha256", ZEROS);
        assertThat(listing(root)).isEqualTo(before);

        String text = schema(
                        "output_path", TEXT, "expected_sha256", sha256(file).toUpperCase(Locale.ROOT))
                .at("/data/text")
                .textValue();
        assertThat(file).hasContent(text);
        // The same text again is no change, and a file that is not there is not the expected one.
        schema("output_path", TEXT);
        Files.delete(file);
        refusedWrite("has SHA-256 of no file", "expected_sha256", ZEROS);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_that_is_made_from_the_catalog_is_not_replaced() throws Exception {
        Path root = repository().ready("a").write();
        Path file = root.resolve("tools.md");
        Files.writeString(file, "# GENERATED FROM contracts/operations/catalog.v1.yaml\n");

        refused(
                ErrorCode.PRECONDITION_FAILED,
                "is made from the catalog",
                "code.generate",
                "kind",
                "schema",
                "operation_id",
                "slice.claim",
                "output_path",
                "tools.md",
                "expected_sha256",
                sha256(file));
        assertThat(file).content().startsWith("# GENERATED");
    }

    @Test
    void a_lease_confines_what_is_written_under_it_and_keeps_others_out() throws Exception {
        Path root = repository().ready("a", "work").write();
        String id = lease("w1").path("lease_id").asText();
        Map<String, String> before = listing(root);

        refused(ErrorCode.INVALID_ARGUMENTS, "outside lease " + id, "code.generate", under(id, "other/x.json"));
        refused(ErrorCode.INVALID_ARGUMENTS, "outside lease " + id, "code.generate", under(id, "workshop/x.json"));
        refused(
                ErrorCode.CONFLICT,
                "belongs to lease " + id,
                "code.generate",
                "kind",
                "schema",
                "operation_id",
                "slice.claim",
                "output_path",
                "work/x.json");
        assertThat(listing(root)).isEqualTo(before);

        answer("code.generate", under(id, "work/x.json"));
        assertThat(root.resolve("work/x.json")).isRegularFile();
        clock.advance(Duration.ofDays(1));
        refused(ErrorCode.LEASE_NOT_ACTIVE, id, "code.generate", under(id, "work/y.json"));
        assertThat(root.resolve("work/y.json")).doesNotExist();
    }

    private static Object[] under(String lease, String path) {
        return new Object[] {"kind", "schema", "operation_id", "slice.claim", "lease_id", lease, "output_path", path};
    }

    @Test
    void a_repeated_request_gets_its_first_answer_and_writes_nothing() throws Exception {
        Path root = repository().ready("a").write();
        ObjectNode arguments = arguments("kind", "schema", "operation_id", "slice.claim", "output_path", TEXT);
        ObjectNode first = answered(call("code.generate", arguments.deepCopy(), "request-1"));
        Files.writeString(root.resolve(TEXT), "changed since");

        assertThat((Object) answered(call("code.generate", arguments.deepCopy(), "request-1")))
                .isEqualTo(first);

        assertThat(root.resolve(TEXT)).hasContent("changed since");
    }

    /** Whatever the moment at which a folder becomes a link: refused or written inside, and never outside. */
    @Test
    void nothing_lands_outside_while_a_folder_is_changed_for_a_link() throws Exception {
        Path root = repository().ready("a").write();
        Path way = Files.createDirectories(root.resolve("way"));
        Path outside = Files.createDirectories(runtime.resolve("outside"));
        AtomicBoolean ending = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread swapping = Thread.ofPlatform().start(() -> {
            try {
                for (int turn = 0; !ending.get(); turn++) {
                    swap(way, root.resolve("aside" + turn), outside);
                }
            } catch (IOException unexpected) {
                failure.set(unexpected);
            }
        });
        int refused = 0;
        for (int round = 0; round < 300 || refused == 0 && round < 30_000; round++) {
            Outcome outcome = call(
                    "code.generate",
                    arguments(
                            "kind",
                            "schema",
                            "operation_id",
                            "slice.claim",
                            "validate",
                            false,
                            "output_path",
                            "way/sub%d/x.json".formatted(round)),
                    null);
            if (outcome instanceof Outcome.Refused(Refusal refusal)) {
                refused++;
                assertThat(refusal.code()).isIn(ErrorCode.INVALID_ARGUMENTS, ErrorCode.CONFLICT);
            }
            assertThat(outside).isEmptyDirectory();
        }
        ending.set(true);
        swapping.join();
        assertThat(failure.get()).isNull();
        assertThat(outside).isEmptyDirectory();
        assertThat(refused).isPositive();
    }

    private static void swap(Path way, Path aside, Path outside) throws IOException {
        try {
            Files.move(way, aside);
            Files.createSymbolicLink(way, outside);
            Files.delete(way);
            Files.move(aside, way);
        } catch (FileSystemException madeOrRemovedMeanwhile) {
            // By the call: the folder is made anew in a later round, if not in this one.
            return;
        }
    }

    private ObjectNode schema(Object... more) {
        return answer("code.generate", schemaArguments(more));
    }

    private void refusedWrite(String message, Object... more) {
        Object[] all =
                Stream.concat(Stream.of("output_path", TEXT), Stream.of(more)).toArray();
        refused(ErrorCode.PRECONDITION_FAILED, message, "code.generate", schemaArguments(all));
    }

    private static Object[] schemaArguments(Object... more) {
        return Stream.concat(Stream.of("kind", "schema", "operation_id", "slice.claim"), Stream.of(more))
                .toArray();
    }

    private static void assertRefused(ErrorCode code, String message, Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Refusal refusal = ((Outcome.Refused) outcome).refusal();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.message()).contains(message);
        assertThat(refusal.next()).isNotBlank();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** Every name below the folder, with what it is; the control store, which every call may touch, left out. */
    private static Map<String, String> listing(Path root) throws Exception {
        Map<String, String> listing = new TreeMap<>();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root)) {
            paths = walk.filter(path -> !path.startsWith(root.resolve(".ssot/control")))
                    .toList();
        }
        for (Path path : paths) {
            listing.put(root.relativize(path).toString(), what(path));
        }
        return listing;
    }

    /** A daemon of the test may listen on a file there. */
    private static String what(Path path) throws Exception {
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path);
        }
        if (Files.isRegularFile(path)) {
            return sha256(path);
        }
        return Files.isDirectory(path) ? "folder" : "neither file nor folder";
    }
}

package dev.ssot.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.boot.doctor.RepositoryDoctor;
import dev.ssot.cli.command.DaemonControl;
import dev.ssot.environment.Environment;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.support.RegistryGenerator;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A damage in each row: the doctor names it, mends it if that is safe, keeps what it touched, and is content then. */
class RepositoryDoctorTest {

    private static final String PREFIX = "VOX_MCP_ORCHESTRATOR_";
    private static final String STAGED = ".ssot-0a1b2c3d-0000-4000-8000-000000000000.tmp";

    @TempDir
    Path folder;

    @TempDir
    Path home;

    private Path root;
    private final Map<String, String> variables = new HashMap<>();

    /** What is wrong with a healthy repository. */
    @FunctionalInterface
    interface Damage {
        void to(RepositoryDoctorTest patient) throws Exception;
    }

    @BeforeEach
    void healthy() throws IOException {
        Files.createDirectories(folder.resolve(".ssot"));
        Files.write(folder.resolve(".ssot/registry.json"), CanonicalJson.write(RegistryGenerator.skeleton()));
        root = folder.toRealPath();
        variables.putAll(Map.of("HOME", home.toString(), "XDG_RUNTIME_DIR", home.toString()));
        try (SqliteControlStore store = new SqliteControlStore(root)) {
            store.decide(Instant.now(), tx -> tx.now());
        }
    }

    @Test
    void a_healthy_repository_is_left_as_it_is() throws IOException {
        ObjectNode report = examine(true);
        assertThat(report.path("passed").asBoolean()).as("%s", report).isTrue();
        assertThat(statuses(report)).containsOnly("ok", "skipped");
        assertThat(report.path("backup").isNull()).isTrue();
    }

    @Test
    void a_folder_without_a_registry_is_a_problem() throws IOException {
        Files.delete(root.resolve(".ssot/registry.json"));
        ObjectNode report = examine(true);
        assertThat(report.path("passed").asBoolean(true)).isFalse();
        assertThat(report.at("/checks/0/detail").asText()).contains("Unable to locate");
    }

    @Test
    void a_repository_that_nobody_has_written_to_gets_nothing() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".ssot/control"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(root.resolve(".ssot/control"));
        assertThat(examine(true).path("passed").asBoolean()).isTrue();
        assertThat(root.resolve(".ssot/control")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mendable")
    void what_is_safe_to_mend_is_mended(String check, String detail, String kept, Damage damage) throws Exception {
        byte[] registry = Files.readAllBytes(root.resolve(".ssot/registry.json"));
        damage.to(this);

        JsonNode found = finding(examine(false), check);
        assertThat(found.path("detail").asText()).contains(detail);
        assertThat(found.path("mend").asText()).isNotBlank();
        assertThat(found.path("fixable").asBoolean()).isTrue();

        ObjectNode mended = examine(true);
        assertThat(finding(mended, check).path("fixed").asBoolean())
                .as("%s", mended)
                .isTrue();
        assertThat(mended.path("passed").asBoolean()).isTrue();
        if (!kept.isEmpty()) {
            assertThat(Path.of(mended.path("backup").asText()).resolve(kept)).exists();
        }
        ObjectNode after = examine(false);
        assertThat(statuses(after)).as("%s", after).containsOnly("ok", "skipped");
        assertThat(root.resolve(".ssot/registry.json")).hasBinaryContent(registry);
    }

    static Stream<Arguments> mendable() {
        return Stream.of(
                damage(
                        "permissions",
                        "is open to other users",
                        "permissions.txt",
                        patient -> patient.permissions(patient.control(), "rwxr-xr-x")),
                damage(
                        "permissions",
                        ".gitignore is missing",
                        "",
                        patient -> Files.delete(patient.control().resolve(".gitignore"))),
                damage(
                        "locks",
                        "was left by pid:4711",
                        "registry.json.lock",
                        patient -> patient.write(
                                ".ssot/registry.json.lock",
                                "{\"owner\":\"pid:4711\",\"reason\":\"r\",\"token\":\"t\",\"expires_at_epoch\":1}")),
                damage(
                        "locks",
                        "holds the registry no more",
                        "registry.json.lock",
                        patient -> patient.old(patient.write(".ssot/registry.json.lock", "{\"own"))),
                damage(
                        "leftovers",
                        "writer that died",
                        ".registry.json.0a1b.tmp",
                        patient -> patient.old(patient.write(".ssot/.registry.json.0a1b.tmp", "half"))),
                damage(
                        "leftovers",
                        "writer that died",
                        "lock-" + "0".repeat(32) + ".tmp",
                        patient -> patient.old(patient.write(".ssot/control/lock-" + "0".repeat(32) + ".tmp", ""))),
                damage(
                        "leftovers",
                        "writer that died",
                        STAGED + "/pom.xml",
                        patient -> patient.old(
                                patient.write(STAGED + "/pom.xml", "half").getParent())),
                damage("database", "announced and not settled", "state.sqlite", patient -> patient.sql("""
                        INSERT INTO ssot_registry_intents(intent_id, previous_hash, expected_hash, completions_json, \
                        files_json, announced_ms) VALUES ('i', 'a', 'b', '[]', '[]', 1)""")),
                damage("test_runs", "that ran these tests died: tst:a", "state.sqlite", patient -> {
                    ProcessIdentity self = ProcessIdentity.self();
                    ProcessIdentity dead =
                            new ProcessIdentity(self.host(), self.bootId(), self.pidNamespace(), self.pid(), "0");
                    patient.sql(
                            "INSERT INTO ssot_started_runs(run, test_id, process, started_ms) VALUES ('r', 'tst:a', '%s', 1)"
                                    .formatted(dead));
                }),
                damage("daemon", "daemon that is gone", "daemon.json", patient -> patient.discovery("rw-------")),
                damage("daemon", "others can read", "permissions.txt", patient -> {
                    patient.discovery("rw-r--r--");
                }));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("forAPerson")
    void what_is_for_a_person_to_decide_is_named_and_left(String check, String status, String detail, Damage damage)
            throws Exception {
        damage.to(this);
        ObjectNode report = examine(true);

        JsonNode found = finding(report, check);
        assertThat(found.path("status").asText()).as("%s", report).isEqualTo(status);
        assertThat(found.path("detail").asText()).contains(detail);
        assertThat(found.path("mend").asText()).isNotBlank();
        assertThat(found.path("fixed").asBoolean()).isFalse();
        assertThat(report.path("passed").asBoolean()).isEqualTo(!status.equals("problem"));
    }

    static Stream<Arguments> forAPerson() {
        return Stream.of(
                person("registry", "problem", "Invalid JSON", patient -> patient.write(".ssot/registry.json", "{")),
                person("registry", "problem", "rules are broken", patient -> {
                    ObjectNode registry = RegistryGenerator.skeleton();
                    registry.put("program", 7);
                    patient.write(".ssot/registry.json", registry.toString());
                }),
                person("database", "problem", "is damaged", patient -> {
                    Path file = patient.control().resolve("state.sqlite");
                    Files.deleteIfExists(patient.control().resolve("state.sqlite-wal"));
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.write(ByteBuffer.wrap("not a database at all".getBytes(UTF_8)), 0);
                    }
                }),
                person("database", "warning", "later release", patient -> patient.sql("PRAGMA user_version = 999")),
                person("database", "warning", "1 conflicts are open", patient -> patient.sql("""
                        INSERT INTO conflicts(conflict_id, changed_paths_json, status, created_at) \
                        VALUES ('cnf:1', '[]', 'open', '2026-01-01T00:00:00Z')""")),
                person(
                        "test_runs",
                        "warning",
                        "tells of a run that is not recorded",
                        patient -> patient.write(".ssot/evidence/runs/0/tst-a-0.json", "{\"passed\":true}")),
                person("flags", "problem", "is no boolean", patient -> patient.flag("RPC_READS", "perhaps")),
                person("flags", "warning", "none runs", patient -> patient.flag("RPC_READS", "on")),
                person("flags", "problem", "lets them fail", patient -> {
                    patient.flag("RPC_READS", "on");
                    patient.flag("DAEMON_REPOSITORY_ID_STRICT", "on");
                }),
                person(
                        "flags",
                        "warning",
                        "no flag sends anything",
                        patient -> patient.flag("DAEMON_REPOSITORY_ID_STRICT", "on")),
                person("flags", "warning", "every flag below it is off", patient -> {
                    patient.flag("RPC_WRITES", "on");
                    List.of("TASK_WRITES_RPC", "AGENT_WRITES_RPC", "REGISTRY_WRITES_RPC")
                            .forEach(flag -> patient.flag(flag, "off"));
                }),
                person(
                        "clients",
                        "warning",
                        "relative path",
                        patient -> patient.write(
                                ".mcp.json", "{\"mcpServers\":{\"ssot\":{\"command\":\"ssot-mcp\",\"args\":[]}}}")),
                person(
                        "clients",
                        "problem",
                        "which is not there",
                        patient -> patient.write(
                                ".vscode/mcp.json", "{\"servers\":{\"ssot\":{\"command\":\"/nowhere/ssot-mcp\"}}}")),
                person("clients", "problem", "which is not there", patient -> {
                    Path file = patient.home.resolve(".codex/config.toml");
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, "[mcp_servers.ssot]\ncommand = \"/nowhere/ssot-mcp\"\n");
                }),
                person("clients", "warning", "cannot be read", patient -> patient.write(".cursor/mcp.json", "{")));
    }

    @Test
    void a_client_that_starts_the_front_by_its_path_is_fine() throws Exception {
        Path front = Files.createFile(home.resolve("ssot-mcp"));
        permissions(front, "rwxr-xr-x");
        write(".mcp.json", "{\"mcpServers\":{\"ssot\":{\"command\":\"env\",\"args\":[\"%s\"]}}}".formatted(front));

        JsonNode found = finding(examine(false), "clients");
        assertThat(found.path("status").asText()).isEqualTo("ok");
    }

    @Test
    void what_lives_is_not_touched() throws Exception {
        Path lock = write(
                ".ssot/registry.json.lock",
                "{\"owner\":\"pid:4711\",\"reason\":\"r\",\"token\":\"t\",\"expires_at_epoch\":9999999999}");
        Path staged = write(".ssot/.registry.json.0a1b.tmp", "about to be renamed");

        assertThat(statuses(examine(true))).containsOnly("ok", "skipped");
        assertThat(lock).exists();
        assertThat(staged).exists();
    }

    private static Arguments damage(String check, String detail, String kept, Damage damage) {
        return Arguments.of(check, detail, kept, damage);
    }

    private static Arguments person(String check, String status, String detail, Damage damage) {
        return Arguments.of(check, status, detail, damage);
    }

    private ObjectNode examine(boolean fix) {
        Environment environment = new Environment(variables);
        InstantSource clock = InstantSource.system();
        RepositoryDoctor doctor =
                new RepositoryDoctor(environment, clock, LocalEngine::files, new LocalCommands(clock, environment));
        DaemonControl.Report report = doctor.examine(root, fix);
        assertThat(report.text()).contains(report.passed() ? "No problem" : "problems");
        return report.json();
    }

    private static JsonNode finding(ObjectNode report, String check) {
        return report.path("checks")
                .valueStream()
                .filter(one -> one.path("check").asText().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> statuses(ObjectNode report) {
        return report.path("checks").findValuesAsText("status");
    }

    private Path control() {
        return root.resolve(".ssot/control");
    }

    private void flag(String name, String value) {
        variables.put(PREFIX + name, value);
    }

    private Path write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private void permissions(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    /** As a daemon leaves it that was killed. */
    private void discovery(String permissions) throws IOException {
        Path file = home.resolve("ssot/daemon.json");
        Files.createDirectories(file.getParent());
        permissions(file.getParent(), "rwx------");
        Files.write(
                file,
                Json.MAPPER.writeValueAsBytes(Json.object()
                        .put("address", "127.0.0.1:1")
                        .put("token", "0".repeat(64))
                        .put("pid", Long.MAX_VALUE)
                        .put("process_start", "1")
                        .put("version", "1")
                        .put("protocol", "ssot.daemon/v1")));
        permissions(file, permissions);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + control().resolve("state.sqlite"));
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}

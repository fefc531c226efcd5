package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.cli.CommandLineProcess;
import dev.ssot.cli.command.Operator;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Approvals;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.RepositoryIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ssot trust} and the files behind it. */
class OperatorTrustTest {

    @TempDir
    Path folder;

    @TempDir
    Path state;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path root;

    @BeforeEach
    void repository() throws IOException {
        TestRepository repository = TestRepository.in(folder);
        for (String name : List.of("a", "b")) {
            repository.ready(name);
            var execution = repository
                    .row("tests", "tst:" + name)
                    .putObject("execution")
                    .put("mode", "command");
            execution.putArray("argv").add("run-" + name).add("\u001b[2K\u202etxt");
            execution.put("cwd", ".").put("timeout_seconds", 60);
            execution.putObject("env").put("KEY", "value");
            execution.putObject("success").put("type", "exit_code").put("expected", 0);
        }
        root = repository.write();
    }

    @Test
    void what_is_new_is_shown_and_approved_by_a_yes() {
        assertThat(trust(Optional.of("y"))).isZero();
        assertThat(out.toString())
                .contains("\"run-a\"", "\"run-b\"", "in   \".\", at most 60 s", "{\"KEY\":\"value\"}", "Approved: 2.");
        assertThat(approved()).hasSize(2);

        assertThat(trust(Optional.empty())).isZero();
        assertThat(out.toString()).endsWith("Nothing to approve.\n");
    }

    @Test
    void control_characters_in_a_row_cannot_hide_what_it_runs() {
        trust(Optional.of("n"));

        assertThat(out.toString()).contains("\\u001B[2K\\u202Etxt").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void nothing_is_approved_by_a_no_or_by_nobody() {
        assertThat(trust(Optional.of(""))).isEqualTo(1);
        assertThat(trust(Optional.of("no"))).isEqualTo(1);
        assertThat(trust(Optional.empty())).isEqualTo(1);
        assertThat(err.toString()).contains("no terminal to ask on", "ssot trust --yes");
        assertThat(approved()).isEmpty();
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void some_can_be_approved_listed_and_revoked() {
        assertThat(trust(Optional.empty(), "--yes", "--ids", "tst:b")).isZero();
        assertThat(approved()).hasSize(1);
        assertThat(trust(Optional.empty(), "--list")).isZero();
        assertThat(out.toString()).contains("\"tst:a\"  new", "\"tst:b\"  approved");

        assertThat(trust(Optional.empty(), "--revoke")).isZero();
        assertThat(approved()).isEmpty();
    }

    @Test
    void unknown_tests_and_modes_together_are_errors() {
        assertThat(trust(Optional.empty(), "--yes", "--ids", "tst:x")).isEqualTo(1);
        assertThat(err.toString()).contains("No test with a command has the id \"tst:x\"");
        assertThat(trust(Optional.empty(), "--yes", "--revoke")).isEqualTo(1);
    }

    @Test
    void what_was_shown_is_approved_and_not_what_the_registry_says_by_then() throws IOException {
        OperatorTrust trust = new OperatorTrust(environment(state));
        var reviewed = (TrustControl.Review.Commands) trust.review(root);
        Path registry = root.resolve(".ssot/registry.json");
        Files.writeString(registry, Files.readString(registry).replace("run-a", "run-evil"));

        assertThat(trust.approve(reviewed, reviewed.commands())).isEmpty();

        var now = (TrustControl.Review.Commands) trust.review(root);
        assertThat(now.commands().getFirst().state()).isEqualTo(TrustControl.State.CHANGED);
    }

    @Test
    void the_files_are_the_owners_alone_and_are_not_believed_otherwise() throws IOException {
        trust(Optional.of("yes"));
        Path file;
        try (Stream<Path> files = Files.list(state.resolve("ssot/trust"))) {
            file = files.findFirst().orElseThrow();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(reading()).isInstanceOf(Approvals.Reading.Untrusted.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(reading()).isInstanceOf(Approvals.Reading.Untrusted.class);
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx------"));

        Path elsewhere = Files.writeString(folder.resolve("approved.json"), Files.readString(file));
        Files.delete(file);
        Files.createSymbolicLink(file, elsewhere);
        assertThat(reading()).isInstanceOf(Approvals.Reading.Untrusted.class);
        Files.delete(file);
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(reading()).isInstanceOf(Approvals.Reading.Untrusted.class);
    }

    @Test
    void approvals_inside_the_repository_count_for_nothing() {
        OperatorTrust trust = new OperatorTrust(environment(root.resolve("state")));
        var reviewed = (TrustControl.Review.Commands) trust.review(root);

        assertThat(trust.approve(reviewed, reviewed.commands())).isPresent();
    }

    @Test
    void without_a_place_for_them_nothing_is_approved() {
        assertThat(new OperatorTrust(new Environment(Map.of())).review(root))
                .isInstanceOfSatisfying(
                        TrustControl.Review.Impossible.class,
                        impossible -> assertThat(impossible.message()).contains("XDG_STATE_HOME"));
    }

    private int trust(Optional<String> answer, String... arguments) {
        List<String> all = Stream.concat(Stream.of("trust", root.toString()), Stream.of(arguments))
                .toList();
        CommandLineProcess process = new CommandLineProcess(
                () -> {
                    throw new AssertionError("trust is no operation");
                },
                folder,
                Optional.empty(),
                () -> {
                    throw new AssertionError("trust needs no registrations");
                },
                () -> {
                    throw new AssertionError("trust needs no daemon");
                },
                new Operator(
                        new OperatorTrust(environment(state)),
                        question -> answer,
                        null,
                        (_, _) -> {
                            throw new AssertionError("no doctor here");
                        },
                        _ -> {
                            throw new AssertionError("no rollout here");
                        }),
                (wanted, out, err) -> {
                    throw new AssertionError("trust needs no selftest");
                });
        return process.run(all, null, new PrintWriter(out, true), new PrintWriter(err, true), null);
    }

    private Approvals.Reading reading() {
        return TrustFiles.in(environment(state)).of(root, id()).read();
    }

    private Iterable<String> approved() {
        return ((Approvals.Reading.Approved) reading()).executions().keySet();
    }

    private String id() {
        try (GitRepository git = GitRepository.open(root)) {
            return RepositoryIdentity.of(root, git);
        }
    }

    private static Environment environment(Path stateHome) {
        return new Environment(Map.of("XDG_STATE_HOME", stateHome.toString()));
    }
}

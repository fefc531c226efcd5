package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.environment.Environment;
import dev.ssot.operation.ErrorCode;
import dev.ssot.rpc.Discovery;
import dev.ssot.support.GitCommands;
import dev.ssot.support.SettableClock;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One daemon, many repositories: none harms another, and only those that are needed stay open. */
class ManyRepositoriesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_OPEN = 3;
    private static final Duration IDLE = Duration.ofMinutes(10);

    @TempDir
    Path runtime;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private Discovery discovery;
    private Daemon daemon;
    private DaemonTalk talk;

    @BeforeEach
    void start() throws IOException {
        Environment environment = new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
        discovery = Discovery.in(environment).orElseThrow();
        DaemonSettings settings = DaemonSettings.standard().keeping(new OpenRepositories.Limits(MOST_OPEN, IDLE));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        daemon = ((Daemon.Start.Running)
                        Daemon.start(discovery, anyPort, clock, environment, new DaemonGateway.Off(), settings))
                .daemon();
        talk = DaemonTalk.to(discovery);
    }

    @AfterEach
    void stop() throws IOException {
        talk.close();
        daemon.close();
    }

    @Test
    void the_status_tells_leases_clients_and_queues_of_each_repository() throws Exception {
        Path one = repository("one");
        Path other = repository("other");
        try (DaemonTalk second = DaemonTalk.to(discovery)) {
            assertThat(talk.claim(one, "w").path("kind").asText()).isEqualTo("lease_granted");
            second.idOf(one);
            second.idOf(other);

            assertThat(talk.repository(one).path("open_leases").asInt()).isEqualTo(1);
            assertThat(talk.repository(one).path("clients").asInt()).isEqualTo(2);
            assertThat(talk.repository(one).path("queues").toString())
                    .isEqualTo("{\"calls\":0,\"decisions\":0,\"registry_writes\":0}");
            assertThat(talk.repository(one).path("last_error").isNull()).isTrue();
            assertThat(talk.repository(other).path("open_leases").asInt()).isZero();
            assertThat(talk.repository(other).path("clients").asInt()).isEqualTo(1);
        }
    }

    @Test
    void worktrees_of_one_repository_are_different_places_with_different_leases() throws Exception {
        Path root = repository("one");
        new GitCommands(root).commitAll();
        new GitCommands(root)
                .run("worktree", "add", "-q", folder.resolve("tree").toString());
        Path worktree = folder.resolve("tree").toRealPath();

        assertThat(talk.idOf(worktree)).isNotEqualTo(talk.idOf(root));
        assertThat(talk.claim(root, "w").at("/lease/feature_id").asText()).isEqualTo("feat:a");
        assertThat(talk.claim(worktree, "w").at("/lease/feature_id").asText()).isEqualTo("feat:a");
        assertThat(talk.repository(root).path("open_leases").asInt()).isEqualTo(1);
        assertThat(talk.repository(worktree).path("open_leases").asInt()).isEqualTo(1);
    }

    /** Something that breaks a repository and something that mends it. */
    private record Breakage(String name, ErrorCode code, Step harm, Step mend) {

        interface Step {
            void on(Path root) throws IOException;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Breakage> breakages() {
        return Stream.of(
                new Breakage(
                        "a registry that cannot be parsed",
                        ErrorCode.REGISTRY_UNREADABLE,
                        root -> Files.writeString(root.resolve(".ssot/registry.json"), "{"),
                        root -> TestRepository.in(root).ready("a").ready("b").write()),
                new Breakage(
                        "a control database that is none",
                        ErrorCode.STORE_UNAVAILABLE,
                        root -> {
                            for (String file : List.of("state.sqlite-wal", "state.sqlite-shm", "state.sqlite")) {
                                Files.deleteIfExists(
                                        root.resolve(".ssot/control").resolve(file));
                            }
                            Files.writeString(root.resolve(".ssot/control/state.sqlite"), "no database".repeat(100));
                        },
                        root -> Files.delete(root.resolve(".ssot/control/state.sqlite"))),
                new Breakage(
                        "a folder that was removed",
                        ErrorCode.REPOSITORY_NOT_FOUND,
                        ManyRepositoriesIT::remove,
                        root -> TestRepository.in(root).ready("a").ready("b").write()));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void a_broken_repository_harms_no_other_and_comes_back_when_it_is_mended(Breakage breakage) throws Exception {
        Path broken = repository("broken");
        Path sound = repository("sound");
        String id = talk.idOf(broken);
        assertThat(talk.claim(broken, "w").path("kind").asText()).isEqualTo("lease_granted");
        assertThat(talk.claim(sound, "v").path("kind").asText()).isEqualTo("lease_granted");

        breakage.harm.on(broken);
        // What is gone is noticed with the next round at the latest; until then the files are missed by the call.
        await().atMost(PATIENCE)
                .until(() -> DaemonTalk.refused(talk.claim(broken, id, "w2")).code() == breakage.code);
        assertThat(talk.claim(sound, "v2").path("kind").asText()).isEqualTo("lease_granted");
        assertThat(talk.repository(sound).path("open_leases").asInt()).isEqualTo(2);
        JsonNode told = talk.repository(broken);
        if (told.isObject()) {
            assertThat(told.at("/last_error/code").asText()).isEqualTo(breakage.code.text());
            assertThat(told.at("/last_error/message").asText()).contains(broken.toString());
        } else {
            assertThat(breakage.code).isEqualTo(ErrorCode.REPOSITORY_NOT_FOUND);
        }

        breakage.mend.on(broken);
        assertThat(talk.claim(broken, "w3").path("kind").asText()).isEqualTo("lease_granted");
    }

    @Test
    void what_takes_the_place_of_a_removed_repository_is_written_and_not_what_was_removed() throws Exception {
        Path root = repository("one");
        assertThat(talk.claim(root, "w").at("/lease/fencing_token").asLong()).isEqualTo(1);

        // At once, so that nobody can have noticed that it was gone.
        remove(root);
        TestRepository.in(root).ready("a").ready("b").write();

        assertThat(talk.claim(root, "w").at("/lease/fencing_token").asLong()).isEqualTo(1);
        assertThat(root.resolve(".ssot/control/state.sqlite")).exists();
    }

    @Test
    void a_repository_that_gets_another_origin_gets_another_id() throws Exception {
        Path root = repository("one");
        new GitCommands(root).commitAll();
        String before = talk.idOf(root);
        new GitCommands(root).run("remote", "add", "origin", "https://example.org/a/b.git");
        await().atMost(PATIENCE).until(() -> !talk.idOf(root).equals(before));
    }

    @Test
    void what_nobody_needs_is_closed_but_not_while_a_lease_is_open() throws Exception {
        Path idle = repository("idle");
        Path leased = repository("leased");
        talk.idOf(idle);
        talk.claim(leased, "w");

        clock.advance(IDLE.plusSeconds(1));
        await().atMost(PATIENCE).until(() -> talk.repository(idle).isMissingNode());
        assertThat(talk.repository(leased).path("open_leases").asInt()).isEqualTo(1);

        clock.advance(Duration.ofHours(2));
        await().atMost(PATIENCE).until(() -> talk.repository(leased).isMissingNode());
        assertThat(talk.claim(idle, "w").path("kind").asText()).isEqualTo("lease_granted");
    }

    @Test
    void only_so_many_are_open_and_all_of_them_answer() throws Exception {
        List<Path> roots = new ArrayList<>();
        for (int i = 0; i < 2 * MOST_OPEN; i++) {
            roots.add(repository("r" + i));
            clock.advance(Duration.ofSeconds(1));
            assertThat(talk.claim(roots.get(i), "w").path("kind").asText()).isEqualTo("lease_granted");
            assertThat(talk.status().path("repositories")).hasSizeLessThanOrEqualTo(MOST_OPEN);
        }
        assertThat(talk.repository(roots.getLast()).isObject()).isTrue();
        assertThat(talk.repository(roots.getFirst()).isMissingNode()).isTrue();
        for (Path root : roots) {
            assertThat(talk.claim(root, "v").path("kind").asText()).isEqualTo("lease_granted");
        }
    }

    @Test
    void closing_to_make_room_disturbs_no_call() throws Exception {
        List<Path> roots = new ArrayList<>();
        for (int i = 0; i < 2 * MOST_OPEN; i++) {
            roots.add(repository("r" + i));
        }
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            String worker = "w" + client;
            clients.add(CompletableFuture.runAsync(() -> {
                try (DaemonTalk mine = DaemonTalk.to(discovery)) {
                    for (int call = 0; call < 30; call++) {
                        JsonNode answer = mine.claim(roots.get(call % roots.size()), worker);
                        assertThat(answer.path("kind").asText()).isIn("lease_granted", "no_work");
                    }
                }
            }));
        }
        clients.forEach(CompletableFuture::join);
        for (Path root : roots) {
            assertThat(talk.claim(root, "last").path("kind").asText()).isEqualTo("no_work");
            assertThat(talk.repository(root).path("open_leases").asInt()).isEqualTo(2);
        }
    }

    private Path repository(String name) throws IOException {
        return TestRepository.in(folder.resolve(name))
                .ready("a")
                .ready("b")
                .write()
                .toRealPath();
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

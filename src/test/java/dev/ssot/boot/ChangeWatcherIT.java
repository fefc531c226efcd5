package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Conflict;
import dev.ssot.campaign.Event;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.support.GitCommands;
import dev.ssot.support.RunningDaemon;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon notices by itself what others change. The test reads its store in a way that notices nothing. */
class ChangeWatcherIT {

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private Path root;
    private RunningDaemon daemon;
    private SqliteControlStore store;

    @BeforeEach
    void daemonWithALease() throws Exception {
        root = TestRepository.in(folder).ready("a").ready("b").write();
        new GitCommands(root).commitAll();
        daemon = RunningDaemon.start(runtime);
        ObjectNode claimed = daemon.ask(
                "worker",
                "claim-next",
                root.toString(),
                "--worker-id",
                "w1",
                "--campaign-id",
                "c",
                "--target-tier",
                "T1");
        assertThat(claimed.path("kind").asText()).as("%s", claimed).isEqualTo("lease_granted");
        store = new SqliteControlStore(root);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        daemon.close();
    }

    @Test
    void a_change_by_hand_and_a_write_that_is_lost() throws Exception {
        byte[] loaded = Files.readAllBytes(registry());
        save(Json.MAPPER.readTree(loaded).deepCopy(), "By hand");
        Event byHand = awaitEvent("registry_changed_outside");
        assertThat(byHand.payload().at("/changed/0").asText()).isEqualTo("features.feat:a");

        byte[] before = Files.readAllBytes(registry());
        ObjectNode moved = daemon.ask("feature", "update", root.toString(), "--id", "feat:b", "--description", "Ours");
        assertThat(moved.path("passed").asBoolean()).as("%s", moved).isTrue();
        save(Json.MAPPER.readTree(before).deepCopy(), "By one who loaded before");
        Event lost = awaitEvent("registry_overwritten");
        assertThat(lost.payload().at("/lost/0").asText()).isEqualTo("features.feat:b");
        assertThat(lost.severity()).isEqualTo("critical");
    }

    @Test
    void a_registry_that_cannot_be_read_any_more() throws Exception {
        Files.writeString(registry(), "{");
        assertThat(awaitEvent("registry_made_invalid")
                        .payload()
                        .at("/validation/failures/0")
                        .asText())
                .contains("Invalid JSON");
    }

    @Test
    void stray_and_forbidden_files() throws Exception {
        Files.writeString(root.resolve("stray.txt"), "x");
        Files.writeString(root.resolve(".ssot/control/planted"), "x");
        new GitCommands(root).run("add", "-f", ".ssot/control/planted");

        assertThat(awaitEvent("forbidden_path_changed").severity()).isEqualTo("critical");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> conflicts().stream()
                        .anyMatch(conflict -> conflict.changedPaths().equals(List.of("stray.txt"))));
        ObjectNode resolved = daemon.ask(
                "conflict",
                "resolve",
                root.toString(),
                "--conflict-id",
                conflicts().getFirst().conflictId(),
                "--by",
                "ann",
                "--reason",
                "wanted");
        assertThat(resolved.at("/conflict/status").asText()).isEqualTo("resolved");
    }

    private Event awaitEvent(String kind) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> events().stream()
                                .filter(event -> event.kind().equals(kind))
                                .toList(),
                        found -> found.size() == 1)
                .getFirst();
    }

    private List<Event> events() {
        return store.read(Instant.now(), view -> view.events(null, null, null, 0, 1000));
    }

    private List<Conflict> conflicts() {
        return store.read(Instant.now(), view -> view.conflicts("open"));
    }

    private Path registry() {
        return root.resolve(".ssot/registry.json");
    }

    private void save(ObjectNode registry, String title) throws IOException {
        ((ObjectNode) registry.at("/features/0")).put("title", title);
        Files.write(registry(), CanonicalJson.write(registry));
    }
}

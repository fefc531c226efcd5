package dev.ssot.store;

import static dev.ssot.store.Repository.append;
import static dev.ssot.store.Repository.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.RegistryStore.Write;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLockTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path root;

    private Repository repository;
    private FileRegistryStore store;

    @BeforeEach
    void open() throws IOException {
        repository = Repository.create(root);
        store = repository.store(Duration.ofMillis(60));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_references_lock_file_stands_while_a_write_is_under_way() {
        Writing writing = store.write(
                new Write(null, "f", registry -> {
                    JsonNode lock = LockFile.read(repository.lockFile());
                    assertThat(lock.path("owner").asText())
                            .isEqualTo(ProcessIdentity.self().text());
                    assertThat(lock.path("pid").asLong())
                            .isEqualTo(ProcessIdentity.self().pid());
                    assertThat(lock.path("reason").asText()).isEqualTo("registry mutation");
                    assertThat(lock.path("target").asText()).endsWith("/.ssot/registry.json");
                    assertThat(lock.path("token").asText()).matches("[0-9a-f]{32}");
                    assertThat(lock.path("expires_at_epoch").doubleValue()
                                    - lock.path("created_at_epoch").doubleValue())
                            .isEqualTo(300);
                    assertThat(lock.size()).isEqualTo(7);
                    return append("a").apply(registry);
                }),
                Repository.NOW);

        assertThat(writing).isInstanceOf(Writing.Written.class);
        assertThat(repository.lockFile()).doesNotExist();
    }

    @Test
    void the_reference_waits_for_us_and_we_wait_for_it() throws IOException {
        LockFile.write(repository.lockFile(), "pid:1", HOUR);

        assertThat(Repository.write(store, "a"))
                .isEqualTo(new Writing.Locked("Registry is locked by pid:1 for a test: " + repository.lockFile()));
        assertThat(LockFile.read(repository.lockFile()).path("token").asText()).isEqualTo(LockFile.TOKEN);
        assertThat(repository.onDisk()).isEqualTo(Repository.json("0.7.0"));
        assertThat(repository.leftovers()).containsExactly("registry.json.lock");
    }

    @Test
    void a_lock_that_is_released_in_time_is_not_in_the_way() throws Exception {
        try (FileRegistryStore patient = repository.store(Duration.ofMinutes(1));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LockFile.write(repository.lockFile(), "pid:1", HOUR);
            Future<Writing> writing = threads.submit(() -> Repository.write(patient, "a"));
            Awaitility.await().until(() -> Files.exists(repository.control()));
            Files.delete(repository.lockFile());
            assertThat(writing.get()).isInstanceOf(Writing.Written.class);
        }
    }

    @Test
    void a_lock_past_its_deadline_is_taken_over_whoever_held_it() throws IOException {
        LockFile.write(repository.lockFile(), "pid:1", Duration.ofSeconds(-1));
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Written.class);
        assertThat(seen(store)).containsExactly("a");
        assertThat(repository.leftovers()).isEmpty();
    }

    @Test
    void a_dead_owners_lock_is_taken_over_at_once() throws IOException {
        LockFile.write(repository.lockFile(), LockFile.DEAD.text(), HOUR);
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Written.class);
        assertThat(repository.leftovers()).isEmpty();
    }

    @Test
    void an_owner_on_another_machine_is_not_judged_by_the_processes_of_this_one() {
        ProcessIdentity elsewhere = new ProcessIdentity("elsewhere", "boot", "1", 1, "never");
        LockFile.write(repository.lockFile(), elsewhere.text(), HOUR);
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Locked.class);
    }

    @Test
    void a_living_owner_is_waited_for() {
        LockFile.write(repository.lockFile(), ProcessIdentity.self().text(), HOUR);
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Locked.class);
    }

    @Test
    void a_lock_file_that_says_nothing_counts_from_its_last_change() throws IOException {
        Files.writeString(repository.lockFile(), "");
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Locked.class);

        Files.setLastModifiedTime(
                repository.lockFile(), FileTime.from(Instant.now().minusSeconds(LockHolder.TTL_SECONDS)));
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Written.class);
    }

    @Test
    void who_lost_the_lock_writes_nothing_and_leaves_the_new_holder_alone() throws IOException {
        Writing writing = store.write(
                Repository.request("r", registry -> {
                    LockFile.write(repository.lockFile(), "pid:1", HOUR);
                    return append("a").apply(registry);
                }),
                Repository.NOW);

        assertThat(writing)
                .isInstanceOfSatisfying(
                        Writing.Locked.class,
                        locked -> assertThat(locked.message()).contains("pid:1"));
        assertThat(repository.onDisk()).isEqualTo(Repository.json("0.7.0"));
        assertThat(repository.leftovers()).containsExactly("registry.json.lock");
        assertThat(LockFile.read(repository.lockFile()).path("token").asText()).isEqualTo(LockFile.TOKEN);
        assertThat(repository.intents().pending(Repository.NOW)).isEmpty();
        assertThat(repository.intents().answer("r", Repository.NOW)).isEmpty();
    }

    @Test
    void a_writer_of_the_same_process_is_waited_for_up_to_the_limit() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (FileRegistryStore slow = repository.store(Duration.ofSeconds(10));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Write waits = new Write(null, "f", registry -> {
                entered.countDown();
                await(leave);
                return append("slow").apply(registry);
            });
            Future<Writing> first = threads.submit(() -> slow.write(waits, Repository.NOW));
            entered.await();

            assertThat(Repository.write(store, "a"))
                    .isInstanceOfSatisfying(
                            Writing.Locked.class,
                            locked -> assertThat(locked.message())
                                    .contains(ProcessIdentity.self().text()));
            assertThat(seen(store)).as("reading waits for nobody").isEmpty();
            leave.countDown();
            assertThat(first.get()).isInstanceOf(Writing.Written.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}

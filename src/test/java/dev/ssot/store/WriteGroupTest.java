package dev.ssot.store;

import static dev.ssot.store.Repository.NOW;
import static dev.ssot.store.Repository.append;
import static dev.ssot.store.Repository.node;
import static dev.ssot.store.Repository.request;
import static dev.ssot.store.Repository.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Mutation;
import dev.ssot.registry.RegistryStore.Reason;
import dev.ssot.registry.RegistryStore.Write;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.registry.json.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that wait while another one is under way, and then share a turn. */
class WriteGroupTest {

    @TempDir
    Path folder;

    private Repository repository;
    private RecordedIntents intents;
    private FileRegistryStore store;
    private final List<Intent> announced = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void open() throws IOException {
        repository = Repository.create(folder.toRealPath());
        intents = repository.intents();
        intents.whenAnnounced(announced::add);
        store = new FileRegistryStore(repository.root(), intents, Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        store.close();
    }

    @Test
    void what_waits_is_applied_in_order_and_renamed_once() throws Exception {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            writes.add(request("r" + i, append("w" + i)));
        }
        List<Future<Writing>> written = together(writes);

        for (int i = 0; i < 16; i++) {
            assertThat(written.get(i).get()).isEqualTo(new Writing.Written(node("answer", "w" + i)));
            assertThat(intents.answer("r" + i, NOW)).isPresent();
        }
        assertThat(seen(store)).hasSize(17).startsWith("first", "w0", "w1").doesNotHaveDuplicates();
        assertThat(announced).extracting(intent -> intent.completions().size()).containsExactly(1, 16);
        assertThat(intents.events()).hasSize(17);
    }

    @Test
    void each_is_accepted_or_refused_on_its_own() throws Exception {
        Mutation refused =
                registry -> new Change.Rejected(Reason.INVALID, seen(registry).toString());
        Mutation unchanged =
                registry -> new Change.Unchanged(node("seen", seen(registry).toString()));
        Mutation bug = registry -> {
            throw new IllegalStateException("a bug");
        };
        List<Future<Writing>> written = together(List.of(
                request("a", append("a")),
                request("refused", refused),
                request("bug", bug),
                request("unchanged", unchanged),
                request("b", append("b"))));

        assertThat(written.get(0).get()).isEqualTo(new Writing.Written(node("answer", "a")));
        assertThat(written.get(1).get()).isEqualTo(new Writing.Rejected(Reason.INVALID, "[first, a]"));
        assertThat(written.get(2))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("a bug");
        assertThat(written.get(3).get()).isEqualTo(new Writing.Written(node("seen", "[first, a]")));
        assertThat(written.get(4).get()).isEqualTo(new Writing.Written(node("answer", "b")));
        assertThat(seen(store)).containsExactly("first", "a", "b");
        assertThat(intents.answer("refused", NOW)).isEmpty();
    }

    @Test
    void one_request_twice_in_a_group_runs_once() throws Exception {
        List<Future<Writing>> written = together(
                List.of(request("r", append("a")), request("r", append("a")), new Write("r", "other", append("b"))));

        assertThat(written.get(0).get()).isEqualTo(new Writing.Written(node("answer", "a")));
        assertThat(written.get(1).get()).isEqualTo(written.get(0).get());
        assertThat(written.get(2).get()).isEqualTo(new Writing.RequestIdReused());
        assertThat(seen(store)).containsExactly("first", "a");
    }

    @Test
    void a_write_with_files_has_a_turn_of_its_own() throws Exception {
        together(List.of(
                        request("a", append("a")),
                        request("file", RegistryWriter.withFile("file")),
                        request("b", append("b")),
                        request("c", append("c"))))
                .forEach(WriteGroupTest::succeeds);

        assertThat(seen(store)).containsExactly("first", "a", "file", "b", "c");
        assertThat(announced).extracting(intent -> intent.completions().size()).containsExactly(1, 1, 1, 2);
        assertThat(repository.root().resolve("docs/file.txt")).hasContent("file");
    }

    @Test
    void a_file_that_was_edited_in_between_makes_the_whole_group_start_anew() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Mutation edited = registry -> {
            if (runs.incrementAndGet() == 1) {
                repository.put(Repository.json("0.7.0", "by hand"));
            }
            return append("b").apply(registry);
        };
        together(List.of(request("a", append("a")), request("b", edited), request("c", append("c"))))
                .forEach(WriteGroupTest::succeeds);

        assertThat(seen(store)).containsExactly("by hand", "a", "b", "c");
        assertThat(intents.events()).hasSize(4);
    }

    @Test
    void a_crash_settles_all_of_a_group() throws IOException {
        List<Intent.Completion> completions = List.of(
                new Intent.Completion("a", "fa", node("answer", "a"), node("event", "a"), null),
                new Intent.Completion(null, "fb", node("answer", "b"), node("event", "b"), null));
        String hash = CanonicalJson.hash(repository.onDisk().getBytes(StandardCharsets.UTF_8));
        intents.announce(new Intent("i", "hash before", hash, completions, List.of(), List.of()), NOW);

        store.recover(NOW);

        assertThat(intents.events()).containsExactly(node("event", "a"), node("event", "b"));
        assertThat(intents.answer("a", NOW)).isPresent();
        assertThat(intents.pending(NOW)).isEmpty();
    }

    /** Starts the writes, each when the one before waits, while a first one holds the registry; then lets them go. */
    private List<Future<Writing>> together(List<Write> writes) throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Future<Writing> first = threads.submit(() -> store.write(
                new Write(null, "first", registry -> {
                    entered.countDown();
                    pass(leave);
                    return append("first").apply(registry);
                }),
                NOW));
        entered.await();
        List<Future<Writing>> written = new ArrayList<>();
        for (Write write : writes) {
            Waiter waiter = new Waiter(() -> store.write(write, NOW));
            written.add(threads.submit(waiter));
            await().until(waiter::waits);
        }
        leave.countDown();
        succeeds(first);
        return written;
    }

    /** A call that tells when its thread waits. */
    private static final class Waiter implements Callable<Writing> {

        private final Callable<Writing> call;
        private volatile Thread thread;

        Waiter(Callable<Writing> call) {
            this.call = call;
        }

        @Override
        public Writing call() throws Exception {
            thread = Thread.currentThread();
            return call.call();
        }

        boolean waits() {
            return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
        }
    }

    private static void succeeds(Future<Writing> writing) {
        assertThat(writing).succeedsWithin(Duration.ofSeconds(30)).isInstanceOf(Writing.Written.class);
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}

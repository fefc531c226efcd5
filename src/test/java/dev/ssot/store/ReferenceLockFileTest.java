package dev.ssot.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the kernel's lock in front, as between machines that share a file system. */
class ReferenceLockFileTest {

    @TempDir
    Path folder;

    private ReferenceLockFile lock;

    @BeforeEach
    void open() {
        lock = open(folder);
    }

    @Test
    void one_holder_at_a_time() throws IOException {
        String token = lock.tryTake().orElseThrow();
        assertThat(open(folder).tryTake()).isEmpty();
        assertThat(lock.isHeldWith(token)).isTrue();
        assertThat(lock.release(token)).isTrue();
        assertThat(open(folder).tryTake()).isPresent();
    }

    @Test
    void somebody_elses_lock_is_never_released() throws IOException {
        LockFile.write(lock.path(), "pid:1", Duration.ofHours(1));
        assertThat(lock.release("another token")).isFalse();
        assertThat(lock.path()).exists();
    }

    @Test
    void a_lock_that_is_gone_cannot_be_released() throws IOException {
        String token = lock.tryTake().orElseThrow();
        Files.delete(lock.path());
        assertThat(lock.isHeldWith(token)).isFalse();
        assertThat(lock.release(token)).isFalse();
    }

    @Test
    void of_two_who_find_one_stale_lock_one_wins() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 100; round++) {
                LockFile.write(lock.path(), LockFile.DEAD.text(), Duration.ofHours(1));
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Optional<String>> contender = () -> {
                    ReferenceLockFile mine = open(folder);
                    start.await();
                    return mine.tryTake();
                };
                List<String> winners = threads.invokeAll(Collections.nCopies(2, contender)).stream()
                        .map(ReferenceLockFileTest::outcome)
                        .flatMap(Optional::stream)
                        .toList();

                assertThat(winners).as("round %d", round).hasSize(1);
                assertThat(lock.release(winners.getFirst())).isTrue();
                assertThat(names()).isEmpty();
            }
        }
    }

    /** Found by {@code ssot selftest crash --seed 5 --rounds 40}. */
    @Test
    void what_a_crash_left_of_a_lock_is_not_beside_the_registry_and_goes_with_a_later_one() throws Exception {
        Path drafts = Files.createDirectory(folder.resolve("drafts"));
        ReferenceLockFile taking =
                new ReferenceLockFile(folder.resolve("registry.json"), drafts, InstantSource.system());
        Path old = Files.createFile(drafts.resolve("lock-old.tmp"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path young = Files.createFile(drafts.resolve("lock-young.tmp"));
        LockFile.write(taking.path(), LockFile.DEAD.text(), Duration.ofHours(1));

        assertThat(taking.tryTake()).isPresent();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(names()).containsExactlyInAnyOrder("drafts", "registry.json.lock");
    }

    private static ReferenceLockFile open(Path folder) {
        return new ReferenceLockFile(folder.resolve("registry.json"), folder, InstantSource.system());
    }

    private static Optional<String> outcome(Future<Optional<String>> future) {
        try {
            return future.get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).map(Path::toString).toList();
        }
    }
}

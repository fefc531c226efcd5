package dev.ssot.store;

import static dev.ssot.store.Repository.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.campaign.Event;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.support.Rounds;
import dev.ssot.workspace.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both stores die, or their disk fails, at every place of every write; what is left is opened and looked at. */
class CrashPointIT {

    /** The first seed; with more rounds, those that follow. */
    private static final long SEED = Long.getLong("ssot.seed", 1);

    private static final String LAST = "row-last";

    @TempDir
    Path folder;

    @AfterEach
    void unwatch() {
        Failpoint.unwatch();
    }

    @Test
    void a_crash_at_any_place_loses_nothing_acknowledged_and_leaves_nothing_half_done() throws Exception {
        int points = 0;
        for (long seed = SEED; seed < SEED + Rounds.of(1); seed++) {
            List<CrashImage> images = images(seed);
            for (CrashImage image : images) {
                check("seed %d, %s in %s".formatted(seed, image.place(), image.inFlight()), image);
            }
            points += images.size();
            delete(folder);
        }
        System.out.printf("crash points: %d, from seed %d on%n", points, SEED);
        assertThat(points).isPositive();
    }

    @Test
    void a_failure_at_any_place_is_not_acknowledged_and_the_store_goes_on() throws Exception {
        int points = 0;
        for (long seed = SEED; seed < SEED + Rounds.of(1); seed++) {
            for (int pass = 1; fails(seed, pass); pass++) {
                points++;
                delete(folder);
            }
            delete(folder);
        }
        System.out.printf("failures: %d, from seed %d on%n", points, SEED);
        assertThat(points).isPositive();
    }

    private List<CrashImage> images(long seed) throws IOException {
        Path root = repository();
        Random random = new Random(seed);
        List<CrashImage> images = new ArrayList<>();
        List<String> acknowledged = new ArrayList<>();
        long[] logBefore = {0};
        try (CrashScript script = new CrashScript(root)) {
            for (String step : CrashScript.steps(seed)) {
                Failpoint.watch(place -> {
                    CrashImage image = CrashImage.take(root, next(images), place, acknowledged, step);
                    images.add(image);
                    if (place == Failpoint.DECISIONS_MADE) {
                        logBefore[0] = CrashImage.log(root);
                    }
                    if (place == Failpoint.DECISIONS_COMMITTED && CrashImage.log(root) > logBefore[0]) {
                        images.add(CrashImage.torn(image, next(images), logBefore[0], random));
                    }
                });
                script.run(step);
                acknowledged.add(step);
            }
        } finally {
            Failpoint.unwatch();
        }
        return images;
    }

    private Path next(List<CrashImage> images) {
        return folder.resolve("image-" + images.size());
    }

    private void check(String when, CrashImage image) throws IOException {
        try (CrashScript reopened = new CrashScript(image.root())) {
            reopened.store().recover(NOW);
            holds(when, reopened, image.acknowledged(), image.inFlight());
            reopened.run(image.inFlight());
            List<String> all = new ArrayList<>(image.acknowledged());
            all.add(image.inFlight());
            holds(when + ", asked again", reopened, all, image.inFlight());
            // The lock of the dead goes when the next one writes.
            reopened.run(LAST);
            assertThat(left(image.root())).as(when).isEmpty();
        }
    }

    /** Runs the script with one failure; false when it passes fewer places than that. */
    private boolean fails(long seed, int pass) throws IOException {
        Path root = repository();
        String when = "seed %d, failure %d".formatted(seed, pass);
        AtomicInteger left = new AtomicInteger(pass);
        List<String> acknowledged = new ArrayList<>();
        Failpoint.watch(place -> {
            if (left.decrementAndGet() == 0) {
                throw new IllegalStateException("no space left at " + place);
            }
        });
        try (CrashScript script = new CrashScript(root)) {
            for (String step : CrashScript.steps(seed)) {
                try {
                    script.run(step);
                } catch (IllegalStateException disk) {
                    assertThat(disk).as(when).hasMessageContaining("no space left");
                    holds(when + ", after it", script, acknowledged, step);
                    script.run(step);
                }
                acknowledged.add(step);
            }
            holds(when + ", at the end", script, acknowledged, acknowledged.getLast());
            assertThat(left(root)).as(when).isEmpty();
        } finally {
            Failpoint.unwatch();
        }
        return left.get() <= 0;
    }

    /** All that was acknowledged is there, once; the one in flight wholly or not at all; nothing else. */
    private static void holds(String when, CrashScript stores, List<String> acknowledged, String inFlight) {
        stores.store().recover(NOW);
        List<String> seen = Repository.seen(((Reading.Read) stores.store().read()).registry());
        List<Event> events = stores.control().read(NOW, view -> view.events(null, null, null, 0, Integer.MAX_VALUE));
        List<String> told = events.stream()
                .map(event -> event.payload().path("event").asText())
                .toList();
        assertThat(told).as(when).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(told).as(when).allMatch(step -> acknowledged.contains(step) || step.equals(inFlight));
        assertThat(seen)
                .as(when)
                .isEqualTo(told.stream()
                        .filter(step -> !CrashScript.isDecision(step))
                        .toList());
        assertThat(events)
                .as(when)
                .extracting(Event::eventId)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events.stream()
                        .filter(event -> event.payload().has("token"))
                        .map(event -> event.payload().path("token").asLong())
                        .toList())
                .as(when)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(told)
                .as(when)
                .allMatch(step -> stores.control().answer(step, NOW).isPresent());
        assertThat(stores.control().pending(NOW)).as(when).isEmpty();
    }

    /** What should not be there: files of dead writers, and files that no row has. */
    private static List<String> left(Path root) throws IOException {
        List<String> seen;
        try (CrashScript reader = new CrashScript(root)) {
            seen = Repository.seen(((Reading.Read) reader.store().read()).registry());
        }
        byte[] registry = Files.readAllBytes(root.resolve(".ssot/registry.json"));
        List<String> expected = new ArrayList<>(List.of(".ssot/registry.json"));
        CrashScript.lastWithFiles(seen).ifPresent(step -> expected.add(CrashScript.file(step)));
        try (Stream<Path> files = Files.walk(root)) {
            return Stream.concat(
                            files.filter(Files::isRegularFile)
                                    .map(file -> root.relativize(file).toString())
                                    .filter(file -> !file.startsWith(".ssot/control/"))
                                    .filter(file -> !expected.remove(file)),
                            Stream.of(registry)
                                    .filter(bytes -> !seen.isEmpty() && !isCanonical(bytes))
                                    .map(_ -> "a registry that is not in canonical form"))
                    .toList();
        }
    }

    private static boolean isCanonical(byte[] bytes) {
        try {
            return Arrays.equals(CanonicalJson.write(StrictJson.read(bytes)), bytes);
        } catch (InvalidJson broken) {
            return false;
        }
    }

    private Path repository() throws IOException {
        Path root = Files.createDirectories(folder.resolve("repository")).toRealPath();
        var _ = Repository.create(root);
        return root;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(folder))
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}

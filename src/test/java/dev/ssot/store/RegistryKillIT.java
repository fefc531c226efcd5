package dev.ssot.store;

import static dev.ssot.store.Repository.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.campaign.Event;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.support.Rounds;
import dev.ssot.workspace.Failpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed while they write, alone and in groups, with files and without, over the real control store. */
class RegistryKillIT {

    private static final int LONGEST_LIFE = 20;

    /** The others are passed by slices, snapshots and restores. */
    private static final Set<Failpoint> OF_A_WRITE = EnumSet.of(
            Failpoint.FILE_HALF_WRITTEN,
            Failpoint.FILE_WRITTEN,
            Failpoint.FILE_MOVED,
            Failpoint.INTENT_ANNOUNCED,
            Failpoint.FILES_STAGED,
            Failpoint.TEMP_WRITTEN,
            Failpoint.RENAMED,
            Failpoint.FILE_CHANGED,
            Failpoint.FILES_CHANGED,
            Failpoint.ANSWER_RECORDED,
            Failpoint.DECISIONS_MADE,
            Failpoint.DECISIONS_COMMITTED);

    @TempDir
    Path folder;

    private Repository repository;

    @BeforeEach
    void create() throws Exception {
        repository = Repository.create(folder.toRealPath());
    }

    @Test
    void what_was_acknowledged_survives_a_kill_at_any_time() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < Rounds.of(2); round++) {
            List<String> acknowledged = new ArrayList<>();
            Process one = DoomedWriter.start(repository, "a" + round, "");
            Process other = DoomedWriter.start(repository, "b" + round, "");
            try {
                acknowledged.addAll(lines(one, 1 + random.nextInt(LONGEST_LIFE)));
                acknowledged.addAll(killed(one));
                // The other one settles what the first left, and dies later.
                acknowledged.addAll(lines(other, 1 + random.nextInt(LONGEST_LIFE)));
                acknowledged.addAll(killed(other));
            } finally {
                one.destroyForcibly();
                other.destroyForcibly();
            }
            check("seed %d round %d".formatted(seed, round), acknowledged);
        }
    }

    @Test
    void a_halt_at_any_place_of_a_write_leaves_all_of_it_or_nothing() throws Exception {
        for (int round = 0; round < Rounds.of(1); round++) {
            for (Failpoint failpoint : OF_A_WRITE) {
                Process writer =
                        DoomedWriter.start(repository, "%s%d".formatted(name(failpoint), round), failpoint.text());
                List<String> acknowledged = rest(writer);
                assertThat(writer.waitFor()).isEqualTo(Failpoint.STATUS);

                check("%s round %d".formatted(failpoint, round), acknowledged);
            }
        }
    }

    private static String name(Failpoint failpoint) {
        return failpoint.text().replace("-", "");
    }

    private void check(String round, List<String> acknowledged) throws IOException {
        try (SqliteControlStore control = new SqliteControlStore(repository.root());
                FileRegistryStore store = new FileRegistryStore(repository.root(), control, Duration.ofSeconds(10))) {
            store.recover(NOW);
            Registry registry = ((Reading.Read) store.read()).registry();
            List<String> seen = Repository.seen(registry);
            assertThat(seen).as(round).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(CanonicalJson.hash(Files.readAllBytes(repository.registry())))
                    .as(round)
                    .isEqualTo(registry.contentHash());

            List<Event> events = control.read(NOW, view -> view.events(null, null, null, 0, Integer.MAX_VALUE));
            assertThat(events)
                    .as(round)
                    .extracting(event -> event.payload().path("event").asText())
                    .isEqualTo(seen);
            assertThat(events)
                    .as(round)
                    .extracting(Event::eventId)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, seen.size()).boxed().toList());
            assertThat(events).as(round).noneMatch(event -> event.payload().has("files_left_as_changed"));
            assertThat(seen)
                    .as(round)
                    .allMatch(text -> control.answer(text, NOW).isPresent());
            assertThat(control.pending(NOW)).as(round).isEmpty();
            assertThat(filesAlong()).as(round).isEqualTo(expectedFiles(registry));
        }
        assertThat(repository.leftovers()).as(round).allMatch(name -> name.equals("registry.json.lock"));
    }

    private static List<String> expectedFiles(Registry registry) {
        return DoomedWriter.lastWithFiles(registry).stream()
                .flatMap(last -> Stream.of(DoomedWriter.file(last) + ": " + last, "docs/last.txt: " + last))
                .sorted()
                .toList();
    }

    private List<String> filesAlong() throws IOException {
        Path docs = repository.root().resolve("docs");
        if (!Files.exists(docs)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(docs)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                found.add("%s: %s".formatted(repository.root().relativize(file), Files.readString(file)));
            }
        }
        return found.stream().sorted().toList();
    }

    private static List<String> lines(Process writer, int count) throws IOException {
        BufferedReader out = writer.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(out.readLine());
        }
        return lines;
    }

    /** Not through the process itself, which would close its output. */
    private static List<String> killed(Process writer) throws IOException {
        assertThat(writer.toHandle().destroyForcibly()).isTrue();
        return rest(writer);
    }

    /** A last line that was cut off names nobody's write, so it counts as no acknowledgement. */
    private static List<String> rest(Process writer) throws IOException {
        String rest = writer.inputReader(StandardCharsets.UTF_8).readAllAsString();
        return new ArrayList<>(
                rest.substring(0, rest.lastIndexOf('\n') + 1).lines().toList());
    }
}

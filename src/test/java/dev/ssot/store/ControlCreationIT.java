package dev.ssot.store;

import static dev.ssot.store.Repository.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.campaign.Event;
import dev.ssot.support.Rounds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, each with several engines, write to a control store that none of them has found there. */
class ControlCreationIT {

    private static final int PROCESSES = 4;

    @TempDir
    Path folder;

    @Test
    void whoever_comes_first_creates_the_store_and_nobody_is_told_that_it_is_busy() throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(StoreOpener.start());
            }
            for (int round = 0; round < Rounds.of(20); round++) {
                round(processes, folder.resolve("round-" + round));
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static void round(List<Process> processes, Path root) throws Exception {
        for (Process process : processes) {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(root.toString())
                    .append('\n')
                    .flush();
        }
        for (Process process : processes) {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine())
                    .as(root.getFileName().toString())
                    .isEqualTo("done");
        }
        int writes = PROCESSES * StoreOpener.STORES;
        try (SqliteControlStore store = new SqliteControlStore(root)) {
            List<Event> events = store.read(NOW, view -> view.events(null, null, null, 0, 100));
            assertThat(events)
                    .extracting(Event::eventId)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, writes).boxed().toList());
        }
    }
}

package dev.ssot.selftest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.selftest.Episode.Claim;
import dev.ssot.selftest.history.Exchange;
import dev.ssot.selftest.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** One process does what all will do, and its JVM keeps what it has learned: a trial starts processes by the thousand. */
final class Rehearsal {

    private Rehearsal() {}

    /** Answers the file for {@link Machine#process}; empty when the JVM made none. */
    static Optional<Path> run(Machine machine, Path folder) throws IOException, InterruptedException {
        Path cache = folder.resolve("processes.aot");
        ProcessBuilder builder = machine.rehearsal(folder.resolve("run"), cache)
                .redirectError(folder.resolve("stderr.log").toFile());
        try (WorkerProcess worker = WorkerProcess.start("rehearsal", Role.DIRECT, builder)) {
            if (worker.awaitReady()) {
                var _ = worker.serve();
                work(episode(folder.resolve("repository")), worker);
                worker.leave();
            }
        }
        return Files.exists(cache) ? Optional.of(cache) : Optional.empty();
    }

    /** What is done there is no part of any trial. */
    static Episode episode(Path folder) throws IOException {
        return new Episode(
                SampleRegistry.write(folder, 0),
                new History(InstantSource.system(), System::nanoTime),
                Optional::empty);
    }

    /** A process that has done everything once is quick, so that it dies in the middle of work and not of a start. */
    static void work(Episode episode, WorkerProcess worker) {
        ObjectNode create = Json.object().put("section", "issues");
        create.set("entity", SampleRegistry.issue("iss:" + worker.name(), "first"));
        episode.call(worker, Exchange.CREATE, create, null);
        Claim claim = new Claim(worker.name(), "rehearsal", SampleRegistry.WANTED, Duration.ofHours(1));
        Episode.granted(episode.claim(worker, claim, null).join())
                .ifPresent(lease -> episode.call(worker, Exchange.ABANDON, Episode.abandoning(lease), null));
    }
}

package dev.ssot.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.selftest.Episode.Claim;
import dev.ssot.selftest.history.End;
import dev.ssot.selftest.history.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Callers that work without a pause: they create and retitle rows, claim, renew and abandon. A call whose answer is
 * lost is asked again by another process under its request id.
 */
final class Load {

    /** How many features a campaign has; there are fewer than callers, so that they meet. */
    private static final int FEATURES = 3;

    private static final int CAMPAIGNS = 2;
    private static final Duration TTL = Duration.ofHours(1);
    private static final int TRIES = 5;

    private final Episode episode;
    private final Crew crew;
    private final List<Thread> drivers = new ArrayList<>();
    private volatile boolean stopping;

    Load(Episode episode, Crew crew) {
        this.episode = episode;
        this.crew = crew;
    }

    static int features() {
        return FEATURES * CAMPAIGNS;
    }

    /** @param roles of the callers that take part */
    void start(Random random, Set<Role> roles) {
        for (int place = 0; place < crew.size(); place++) {
            if (!roles.contains(crew.at(place).role())) {
                continue;
            }
            Driver driver = new Driver(place, new Random(random.nextLong()));
            drivers.add(Thread.ofVirtual().name("driver-" + place).start(driver::drive));
        }
    }

    /** Nothing new is asked; what is lost from now on stays lost. */
    void stop() {
        stopping = true;
    }

    void awaitEnd() throws InterruptedException {
        for (Thread driver : drivers) {
            driver.join();
        }
    }

    /** One caller, who has a name of its own whatever process it uses. */
    private final class Driver {

        private final int place;
        private final Random random;
        private final List<String> rows = new ArrayList<>();
        private int requests;

        Driver(int place, Random random) {
            this.place = place;
            this.random = random;
        }

        void drive() {
            while (!stopping) {
                int choice = random.nextInt(10);
                if (choice < 4) {
                    create();
                } else if (choice < 6 && !rows.isEmpty()) {
                    retitle(rows.get(random.nextInt(rows.size())));
                } else {
                    hold();
                }
            }
        }

        private void create() {
            String id = "iss:d%d.%d".formatted(place, requests);
            ObjectNode arguments = Json.object().put("section", "issues");
            arguments.set("entity", SampleRegistry.issue(id, "first"));
            if (ask(Exchange.CREATE, arguments) instanceof End.Answered) {
                rows.add(id);
            }
        }

        private void retitle(String id) {
            ObjectNode arguments = Json.object().put("section", "issues").put("entity_id", id);
            arguments.putObject("changes").put("title", "title " + requests);
            ask(Exchange.UPDATE, arguments);
        }

        private void hold() {
            int campaign = random.nextInt(CAMPAIGNS);
            List<String> features =
                    SampleRegistry.free(features()).subList(campaign * FEATURES, (campaign + 1) * FEATURES);
            String request = request();
            End end = repeated(worker -> episode.claim(
                            worker, new Claim("worker-" + place, "campaign-" + campaign, features, TTL), request)
                    .join());
            Episode.granted(end).ifPresent(this::release);
        }

        private void release(JsonNode lease) {
            if (random.nextBoolean()) {
                ask(Exchange.RENEW, Episode.holding(lease).put("ttl_seconds", TTL.toSeconds()));
            }
            ask(Exchange.ABANDON, Episode.abandoning(lease));
        }

        private End ask(String operation, ObjectNode arguments) {
            String request = request();
            return repeated(worker -> episode.call(worker, operation, arguments, request));
        }

        private End repeated(Function<WorkerProcess, End> call) {
            End end = call.apply(crew.living(place, this::goesOn));
            for (int tried = 1; tried < TRIES && end instanceof End.Lost && !stopping; tried++) {
                end = call.apply(crew.living(place + tried, this::goesOn));
            }
            return end;
        }

        private boolean goesOn() {
            return !stopping;
        }

        private String request() {
            return "load-%d-%d".formatted(place, requests++);
        }
    }
}

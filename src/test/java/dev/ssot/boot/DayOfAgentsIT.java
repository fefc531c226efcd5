package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.support.SettableClock;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 64 agents work for a day and two hours on one daemon and one real store; only the time is not real. What the daemon
 * holds at the end is what it held after the first hours, but for the events and what else a day has to leave.
 */
class DayOfAgentsIT {

    private static final int AGENTS = 64;
    private static final int FEATURES = 160;
    private static final int HOURS = Integer.getInteger("ssot.hours", 26);

    /** Answers to requests are kept so long; from then on as many go as come. */
    private static final int ANSWERS_KEPT_HOURS = 24;

    private static final int SETTLED_HOURS = 3;
    private static final long MOST_HEAP_GROWTH = 24L << 20;
    private static final long LONGEST_LOG = 64L << 20;

    /** What tells of the work: the events, the log of changes, the leases, how they were judged, and the answers. */
    private static final Set<String> RECORDS = Set.of(
            "worker_events",
            "ssot_operations",
            "ssot_operation_undo",
            "maturation_leases",
            "path_leases",
            "tier_gate_reports",
            "ssot_gate_reports",
            "ssot_proved_evidence",
            "ssot_request_answers");

    /** Of the bytes in the rows: what indexes and half-filled pages may add. */
    private static final double LARGEST_DATABASE = 1.5;

    private static final Duration TTL = Duration.ofMinutes(15);
    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(5);

    private final SettableClock clock = new SettableClock();
    private final Random random = new Random(Long.getLong("ssot.seed", 1));
    private final Map<Done, Integer> done = new EnumMap<>(Done.class);
    private final List<Sample> samples = new ArrayList<>();

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private enum Done {
        CLAIMED,
        WAITED,
        RENEWED,
        WRITTEN,
        COMPLETED,
        ABANDONED,
        DIED
    }

    /** What there is at the end of an hour. */
    private record Sample(long heap, long descriptors, long database, long log, long stored, Map<String, Long> rows) {}

    @Test
    void a_day_of_work_leaves_events_and_nothing_else() throws Exception {
        TestRepository repository = TestRepository.in(folder);
        for (int i = 0; i < FEATURES; i++) {
            repository.ready("f" + i);
        }
        repository.write();
        try (DaemonWay daemon = new DaemonWay(clock, runtime)) {
            PriorityQueue<Agent> agents = new PriorityQueue<>(Comparator.comparing(agent -> agent.next));
            for (int i = 0; i < AGENTS; i++) {
                agents.add(new Agent("agent-" + i, daemon));
            }
            Instant begin = clock.instant();
            while (samples.size() < HOURS) {
                Agent agent = agents.remove();
                Instant hour = begin.plus(Duration.ofHours(samples.size() + 1L));
                if (agent.next.isAfter(hour)) {
                    sample();
                }
                clock.advance(Duration.between(clock.instant(), agent.next));
                agent.act();
                agents.add(agent);
            }
        }
        assertBounded();
    }

    private void assertBounded() {
        Sample settled = samples.get(SETTLED_HOURS - 1);
        Sample end = samples.getLast();
        assertThat(done.keySet()).containsExactlyInAnyOrder(Done.values());
        assertThat(end.descriptors()).isLessThanOrEqualTo(settled.descriptors() + 2);
        assertThat(end.heap()).isLessThan(settled.heap() + MOST_HEAP_GROWTH);
        assertThat(samples).allMatch(sample -> sample.log() < LONGEST_LOG);
        assertThat((double) end.database()).isLessThan(LARGEST_DATABASE * end.stored());
        end.rows().forEach((table, rows) -> {
            if (!RECORDS.contains(table)) {
                assertThat(rows).as(table).isLessThanOrEqualTo(settled.rows().getOrDefault(table, 0L));
            }
        });
        if (HOURS > ANSWERS_KEPT_HOURS) {
            Map<String, Long> kept = samples.get(ANSWERS_KEPT_HOURS - 1).rows();
            assertThat(end.rows().get("ssot_request_answers")).isLessThan(kept.get("ssot_request_answers") * 11 / 10);
        }
    }

    private void sample() throws IOException, SQLException {
        Path database = folder.resolve(".ssot/control/state.sqlite");
        Map<String, Long> rows = new TreeMap<>();
        long stored = stored(database, rows);
        Sample sample = new Sample(
                heap(),
                descriptors(),
                Files.size(database),
                Files.size(database.resolveSibling("state.sqlite-wal")),
                stored,
                rows);
        samples.add(sample);
        System.out.printf(
                "%2d h: %s, heap %d kB, %d descriptors, database %d kB with %d kB in rows, log %d kB, rows %s%n",
                samples.size(),
                done,
                sample.heap() / 1024,
                sample.descriptors(),
                sample.database() / 1024,
                sample.stored() / 1024,
                sample.log() / 1024,
                sample.rows());
    }

    private static long heap() {
        Runtime memory = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, memory.totalMemory() - memory.freeMemory());
        }
        return least;
    }

    private static long descriptors() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (Stream<Path> descriptors = Files.list(open)) {
            return descriptors.count();
        }
    }

    /** Counts the rows of each table that has any; answers how many bytes they hold together. */
    private static long stored(Path database, Map<String, Long> rows) throws SQLException {
        long stored = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String table : names(statement, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
                String bytes = names(statement, "SELECT name FROM pragma_table_info('%s')".formatted(table)).stream()
                        .map("COALESCE(SUM(LENGTH(CAST(%s AS BLOB))), 0)"::formatted)
                        .collect(Collectors.joining(" + "));
                try (ResultSet found = statement.executeQuery("SELECT COUNT(*), %s FROM %s".formatted(bytes, table))) {
                    if (found.next() && found.getLong(1) > 0) {
                        rows.put(table, found.getLong(1));
                        stored += found.getLong(2);
                    }
                }
            }
        }
        return stored;
    }

    private static List<String> names(Statement statement, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    /** One that claims, renews while it works, writes now and then, and completes, gives up or dies. */
    private final class Agent {

        private final String name;
        private final DaemonWay daemon;
        private Instant next = clock.instant().plus(Duration.ofSeconds(random.nextInt(300)));
        private Instant finishes = Instant.MAX;
        private @Nullable JsonNode lease;
        private int requests;

        Agent(String name, DaemonWay daemon) {
            this.name = name;
            this.daemon = daemon;
        }

        void act() throws IOException {
            JsonNode held = lease;
            if (held == null) {
                claim();
            } else if (clock.instant().isBefore(finishes)) {
                work(held);
            } else {
                finish(held);
                lease = null;
            }
        }

        private void claim() {
            ObjectNode claimed = ask(
                    "slice.claim",
                    arguments(
                            "worker_id",
                            name,
                            "campaign_id",
                            "day",
                            "target_tier",
                            "T1",
                            "feature_limit",
                            FEATURES,
                            "ttl_seconds",
                            TTL.toSeconds()));
            boolean granted = claimed.path("kind").asText().equals("lease_granted");
            count(granted ? Done.CLAIMED : Done.WAITED);
            lease = granted ? claimed.path("lease") : null;
            finishes = clock.instant().plus(Duration.ofMinutes(10L + random.nextInt(40)));
            next = clock.instant().plus(granted ? BETWEEN_RENEWALS : Duration.ofMinutes(1));
        }

        private void work(JsonNode held) {
            ask("slice.renew", arguments(OperationsContract.held(held, "ttl_seconds", TTL.toSeconds())));
            count(Done.RENEWED);
            if (random.nextInt(3) == 0) {
                write("tests", Map.of("id", "tst:" + feature(held), "title", "By " + name + " at " + clock.instant()));
            }
            next = clock.instant().plus(BETWEEN_RENEWALS);
        }

        private void finish(JsonNode held) throws IOException {
            int fate = random.nextInt(100);
            if (fate < 10) {
                count(Done.DIED);
            } else if (fate < 14) {
                complete(held);
            } else {
                ask("slice.abandon", arguments(OperationsContract.held(held, "reason", "enough")));
                count(Done.ABANDONED);
            }
            next = clock.instant().plus(Duration.ofSeconds(random.nextInt(120)));
        }

        private void complete(JsonNode held) throws IOException {
            String feature = feature(held);
            TestRepository.in(folder)
                    .artifact(TestRepository.evidencePath(feature))
                    .artifact("src/%s/check.txt".formatted(feature));
            write("tests", Map.of("id", "tst:" + feature, "status", "passing"));
            write("evidence", Map.of("id", "evd:" + feature, "status", "passed"));
            ObjectNode completed = ask(
                    "slice.complete",
                    arguments(OperationsContract.held(held, "result", LeaseContract.report(feature))));
            assertThat(completed.path("passed").asBoolean()).as("%s", completed).isTrue();
            count(Done.COMPLETED);
        }

        private void write(String section, Map<String, Object> entity) {
            ask("registry.entity.upsert", arguments("section", section, "entity", entity));
            count(Done.WRITTEN);
        }

        private ObjectNode ask(String operation, ObjectNode arguments) {
            Outcome outcome = daemon.call(new Call(operation, folder, arguments, name + "-" + requests++));
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
            return ((Outcome.Answered) outcome).result();
        }

        private static String feature(JsonNode held) {
            return held.path("feature_id").asText().substring("feat:".length());
        }

        private void count(Done what) {
            done.merge(what, 1, Integer::sum);
        }
    }
}

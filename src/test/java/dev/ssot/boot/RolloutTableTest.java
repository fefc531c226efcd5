package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.contract.RolloutTable;
import dev.ssot.contract.RolloutTable.State;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Access;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import dev.ssot.operation.RolloutSlice;
import dev.ssot.operation.RoutedCalls.Routed;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Pulse;
import dev.ssot.support.TestRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of {@link RolloutTable}, through the one router and real sockets. */
class RolloutTableTest {

    private static final Catalog CATALOG = Catalog.load();
    private static final String STRICT = "VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT";

    /** A call of each flag that succeeds on a fresh repository, and does so only once if it writes. */
    private static final Map<String, ObjectNode> CALLS = Map.of(
            "campaign.status", arguments("campaign_id", "c"),
            "worker.list", arguments(),
            "registry.entity.get", arguments("section", "features", "entity_id", "feat:a"),
            "orchestrator.start", arguments(),
            "orchestrator.status", arguments(),
            "slice.claim", arguments("worker_id", "w", "campaign_id", "c", "target_tier", "T1"),
            "worker.register", arguments("worker_id", "w2"),
            "registry.entity.delete", arguments("section", "profiles", "entity_id", "prf:lonely"));

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private LocalEngine engine;
    private Place place;

    @BeforeEach
    void open() throws Exception {
        TestRepository.in(folder).ready("a").profile("lonely", "a").write();
        engine = new LocalEngine(CATALOG, InstantSource.system(), environment(Map.of()));
        place = ((Places.Lookup.Found) engine.places().find(folder)).place();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    static Stream<Arguments> rows() {
        return RolloutTable.ROWS.stream()
                .flatMap(row -> Stream.of(false, true).map(strict -> Arguments.of(row, strict)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_call_whose_flag_is_on_runs_where_the_table_says(RolloutTable.Row row, boolean strict) throws Exception {
        for (Map.Entry<String, ObjectNode> call : CALLS.entrySet()) {
            CatalogEntry entry = CATALOG.find(call.getKey()).orElseThrow();
            Environment environment = environment(Map.of(flag(entry), "on", STRICT, strict ? "on" : "off"));
            try (DaemonInState daemon = new DaemonInState(row.state(), environment, place.repositoryId())) {
                Routed routed = routed(row.state(), environment, entry, call.getValue());

                String found = "%s: %s".formatted(entry.id(), routed);
                assertThat(routed.backend()).as(found).isEqualTo(row.backend());
                assertThat(routed.reason()).as(found).isEqualTo(row.reason());
                assertThat(daemon.calls() > 0).as("sent: " + found).isEqualTo(isSent(row));
                if (strict && row.strict() != null) {
                    assertThat(routed.outcome())
                            .as(found)
                            .isInstanceOfSatisfying(
                                    Outcome.Refused.class,
                                    refused ->
                                            assertThat(refused.refusal().code()).isEqualTo(row.strict()));
                } else {
                    assertThat(routed.outcome()).as(found).isInstanceOf(Outcome.Answered.class);
                }
            }
        }
        assertThat(done()).as("writes that were done here").isEqualTo(writesHere(row, strict));
    }

    @Test
    void the_table_has_a_row_for_every_state() {
        assertThat(RolloutTable.ROWS).extracting(RolloutTable.Row::state).containsExactlyInAnyOrder(State.values());
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void a_call_whose_flag_is_off_asks_no_daemon_whatever_its_state(State state) throws Exception {
        Environment environment = environment(Map.of(STRICT, "on"));
        try (DaemonInState daemon = new DaemonInState(state, environment, place.repositoryId())) {
            for (Map.Entry<String, ObjectNode> call : CALLS.entrySet()) {
                Routed routed =
                        routed(state, environment, CATALOG.find(call.getKey()).orElseThrow(), call.getValue());
                assertThat(routed.outcome()).isInstanceOf(Outcome.Answered.class);
                assertThat(routed.backend()).isEqualTo(Backend.DIRECT);
                assertThat(routed.reason()).isEqualTo("flag_off");
            }
            assertThat(daemon.connections()).isZero();
        }
    }

    static Stream<Arguments> flags() {
        return Stream.of(Access.values())
                .flatMap(access -> RolloutSlice.flagged(access).stream().map(slice -> Arguments.of(access, slice)));
    }

    @ParameterizedTest
    @MethodSource("flags")
    void a_flag_sends_the_operations_of_its_slice_and_no_other(Access access, RolloutSlice slice) throws Exception {
        Environment environment =
                environment(Map.of(slice.flag(access).orElseThrow().toString(), "on"));
        Set<String> sent = new TreeSet<>();
        try (DaemonInState daemon = new DaemonInState(State.OTHER_BUILD, environment, place.repositoryId());
                DaemonLink link = link(environment, Patience.DEFAULT)) {
            RoutedOperations calls = routes(environment, link, CatalogEntry::timeout);
            for (CatalogEntry entry : CATALOG.entries()) {
                int before = daemon.calls();
                Routed routed = calls.call(new Call(entry.id(), folder, arguments(), requestId(entry)));
                assertThat(routed.backend() == Backend.DAEMON).isEqualTo(daemon.calls() > before);
                if (routed.backend() == Backend.DAEMON) {
                    sent.add(entry.id());
                }
            }
        }
        assertThat(sent)
                .isEqualTo(CATALOG.entries().stream()
                        .filter(entry -> entry.access() == access && entry.slice() == slice)
                        .map(CatalogEntry::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void the_status_tool_counts_where_calls_ran_and_why() throws Exception {
        Environment environment = environment(Map.of("VOX_MCP_ORCHESTRATOR_AGENT_STATUS_RPC", "on"));
        try (DaemonInState daemon = new DaemonInState(State.ALIGNED, environment, place.repositoryId());
                DaemonLink link = link(environment, Patience.DEFAULT)) {
            RoutedOperations calls = routes(environment, link, CatalogEntry::timeout);
            for (String operation : List.of("worker.list", "campaign.status", "worker.list")) {
                calls.call(new Call(operation, folder, CALLS.get(operation), null));
            }
            daemon.close();
            calls.call(new Call("worker.list", folder, arguments(), null));

            Routed status = calls.call(new Call("orchestrator.status", folder, arguments(), null));
            assertThat(((Outcome.Answered) status.outcome()).result().path("calls"))
                    .hasToString("{\"daemon\":{\"ok\":2},\"direct\":{\"flag_off\":2,\"no_daemon\":1}}");
        }
    }

    private Routed routed(State state, Environment environment, CatalogEntry entry, ObjectNode arguments)
            throws Exception {
        Duration soon = Duration.ofMillis(50);
        Patience usual = Patience.DEFAULT;
        Patience patience = switch (state) {
            case SILENT -> new Patience(soon, soon, soon, usual.alignment(), usual.pulse());
            case HANGS ->
                new Patience(
                        usual.firstLook(), usual.look(), usual.connecting(), usual.alignment(), new Pulse(soon, soon));
            case BUSY ->
                new Patience(
                        usual.firstLook(),
                        usual.look(),
                        usual.connecting(),
                        usual.alignment(),
                        new Pulse(soon, Duration.ofMinutes(1)));
            default -> usual;
        };
        Function<CatalogEntry, Duration> time =
                state == State.LATE ? _ -> Duration.ofMillis(300) : CatalogEntry::timeout;
        try (DaemonLink link = link(environment, patience)) {
            return routes(environment, link, time)
                    .call(new Call(entry.id(), folder, arguments.deepCopy(), requestId(entry)));
        }
    }

    private static DaemonLink link(Environment environment, Patience patience) {
        return new DaemonLink(Discovery.in(environment), Optional.empty(), InstantSource.system(), patience);
    }

    private RoutedOperations routes(Environment environment, DaemonLink link, Function<CatalogEntry, Duration> time)
            throws Exception {
        return new RoutedOperations(CATALOG, RoutingFlags.of(environment), engine, link, time);
    }

    /** What is in the repository after the calls: a lease, a worker, a row that is gone. */
    private List<Boolean> done() {
        int leases = answered("lease.list").path("leases").size();
        int workers = answered("worker.list").path("workers").size();
        assertThat(leases).isLessThan(2);
        boolean deleted = engine.operations()
                        .call(new Call(
                                "registry.entity.get",
                                folder,
                                arguments("section", "profiles", "entity_id", "prf:lonely"),
                                null))
                instanceof Outcome.Refused;
        return List.of(leases == 1, workers > 0, deleted);
    }

    /** A scripted daemon writes nothing; a real one and one that dies too late do. */
    private static List<Boolean> writesHere(RolloutTable.Row row, boolean strict) {
        boolean daemonWrites = Set.of(State.ALIGNED, State.DIES_DONE).contains(row.state());
        boolean direct = row.backend() == Backend.DIRECT && !strict;
        boolean written = daemonWrites || direct;
        return List.of(written, written, written);
    }

    private static boolean isSent(RolloutTable.Row row) {
        return row.state() != State.ALIGNED && !row.write().startsWith("never sent");
    }

    private ObjectNode answered(String operation) {
        return ((Outcome.Answered) engine.operations().call(new Call(operation, folder, arguments(), null))).result();
    }

    private static String flag(CatalogEntry entry) {
        return entry.slice().flag(entry.access()).orElseThrow().toString();
    }

    private static String requestId(CatalogEntry entry) {
        return entry.writes() ? UUID.randomUUID().toString() : null;
    }

    private Environment environment(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("XDG_RUNTIME_DIR", runtime.toString());
        all.put("XDG_STATE_HOME", runtime.toString());
        all.put("PATH", System.getenv("PATH"));
        return new Environment(all);
    }
}

package dev.ssot.selftest.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each promise is broken in a history of its own, and found; what only looks like it is not. */
class HistoryCheckerTest {

    private static final Duration HOUR = Duration.ofHours(1);

    record Case(String name, Invariant broken, UnaryOperator<Story> told) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> broken() {
        return Stream.of(
                new Case(
                        "two answers grant one slice",
                        Invariant.ONE_LEASE_PER_SLICE,
                        story -> story.granted("a", "feat:x", 1, "src/x").granted("b", "feat:x", 2, "src/x")),
                new Case(
                        "two answers grant roots of which one lies in the other, in other case",
                        Invariant.ROOTS_DISJOINT,
                        story -> story.granted("a", "feat:x", 1, "src/X").granted("b", "feat:y", 2, "SRC/x/deep")),
                new Case("an event grants what is open", Invariant.ONE_LEASE_PER_SLICE, story -> {
                    story.granted("a", "feat:x", 1, "src/x").abandoned("a", 1);
                    story.granted("b", "feat:x", 2, "src/x");
                    story.events.add(1, story.events.removeLast().put("event_id", 2));
                    story.events.getLast().put("event_id", 3);
                    return story;
                }),
                new Case("the store has two open leases of one slice", Invariant.ONE_LEASE_PER_SLICE, story -> {
                    story.granted("a", "feat:x", 1, "src/x");
                    story.leases.add(story.lease("b", "feat:x", 2, "src/x").put("status", "active"));
                    return story.acquired("b", "feat:x", "src/x")
                            .said(Exchange.CLAIM, Json.object(), "lost", new End.Lost());
                }),
                new Case(
                        "a later grant has a lower token",
                        Invariant.TOKENS_INCREASE,
                        story -> story.granted("a", "feat:x", 2, "src/x").granted("b", "feat:y", 1, "src/y")),
                new Case(
                        "two grants have one token",
                        Invariant.TOKENS_INCREASE,
                        story -> story.granted("a", "feat:x", 1, "src/x").granted("b", "feat:y", 1, "src/y")),
                new Case(
                        "a finished lease renews",
                        Invariant.NOTHING_FROM_AN_ENDED_LEASE,
                        story -> story.granted("a", "feat:x", 1, "src/x")
                                .abandoned("a", 1)
                                .renewed("a", 1, HOUR)),
                new Case(
                        "an expired lease completes",
                        Invariant.NOTHING_FROM_AN_ENDED_LEASE,
                        story -> story.granted("a", "feat:x", 1, "src/x")
                                .after(HOUR)
                                .carried(Exchange.COMPLETE, "a", 1)),
                new Case(
                        "a lease renews by a clock behind the store's",
                        Invariant.NOTHING_FROM_AN_ENDED_LEASE,
                        story -> {
                            story.granted("a", "feat:x", 1, "src/x").after(HOUR);
                            story.granted("b", "feat:y", 2, "src/y").renewed("a", 1, HOUR);
                            Exchange late = story.exchanges.removeLast();
                            story.exchanges.add(new Exchange(
                                    late.number(),
                                    late.actor(),
                                    late.operation(),
                                    late.arguments(),
                                    late.requestId(),
                                    late.askedAt(),
                                    late.endedAt(),
                                    Story.BEGAN,
                                    late.end()));
                            return story;
                        }),
                new Case(
                        "a stale token is accepted",
                        Invariant.NOTHING_FROM_AN_ENDED_LEASE,
                        story -> story.granted("a", "feat:x", 7, "src/x").renewed("a", 6, HOUR)),
                new Case("an event ends what is not open", Invariant.NOTHING_FROM_AN_ENDED_LEASE, story -> {
                    story.granted("a", "feat:x", 1, "src/x").abandoned("a", 1).event("lease_expired", "a");
                    return story;
                }),
                new Case("a granted lease is gone", Invariant.ACKNOWLEDGED_SURVIVES, story -> {
                    story.granted("a", "feat:x", 1, "src/x").leases.clear();
                    story.events.clear();
                    return story;
                }),
                new Case("an abandoned lease is active", Invariant.ACKNOWLEDGED_SURVIVES, story -> {
                    story.granted("a", "feat:x", 1, "src/x").abandoned("a", 1).status("a", "active");
                    return story;
                }),
                new Case(
                        "a request is granted twice",
                        Invariant.DONE_ONCE,
                        story -> story.granted("a", "feat:x", 1, "src/x", "r").granted("b", "feat:y", 2, "src/y", "r")),
                new Case("two requests get one lease", Invariant.DONE_ONCE, story -> {
                    story.granted("a", "feat:x", 1, "src/x", "r");
                    End again = story.exchanges.getFirst().end();
                    return story.said(Exchange.CLAIM, Json.object(), "s", again);
                }),
                new Case("the store has a lease that nobody asked for", Invariant.DONE_ONCE, story -> {
                    story.leases.add(story.lease("a", "feat:x", 1, "src/x").put("status", "active"));
                    return story.acquired("a", "feat:x", "src/x");
                }),
                new Case(
                        "an answered request is refused",
                        Invariant.DONE_ONCE,
                        story -> story.created("iss:a", "r")
                                .said(
                                        Exchange.CREATE,
                                        Story.creating("iss:a"),
                                        "r",
                                        new End.Refused("conflict", "exists"))),
                new Case(
                        "a lost request was done without its answer",
                        Invariant.DONE_ONCE,
                        story -> story.said(Exchange.CREATE, Story.creating("iss:a"), "r", new End.Lost())
                                .said(
                                        Exchange.CREATE,
                                        Story.creating("iss:a"),
                                        "r",
                                        new End.Refused("conflict", "exists"))),
                new Case(
                        "a call ends in a bug",
                        Invariant.ANSWERED_AS_EXPECTED,
                        story -> story.said(
                                Exchange.CLAIM, Json.object(), null, new End.Refused("internal", "correlation id 1"))),
                new Case("an event is missing", Invariant.EVENTS_WITHOUT_GAP, story -> {
                    story.created("iss:a", "r").events.getLast().put("event_id", 2);
                    return story;
                }),
                new Case(
                        "a change has two events",
                        Invariant.EVENTS_WITHOUT_GAP,
                        story -> story.created("iss:a", "r").updatedEvent("iss:a")),
                new Case("a lease has no event of its grant", Invariant.EVENTS_WITHOUT_GAP, story -> {
                    story.granted("a", "feat:x", 1, "src/x").events.clear();
                    return story;
                }),
                new Case("a created row is gone", Invariant.REGISTRY_KEEPS, story -> {
                    story.created("iss:a", "r").issues.clear();
                    return story;
                }),
                new Case("a later title is gone", Invariant.REGISTRY_KEEPS, story -> {
                    story.created("iss:a", "r").retitled("iss:a", "second", "s");
                    story.issues.getFirst().put("title", "first");
                    return story;
                }),
                new Case("a lost row is there without its event", Invariant.WHOLE_OR_ABSENT, story -> {
                    story.created("iss:a", "r").events.clear();
                    Exchange lost = story.exchanges.removeLast();
                    return story.said(Exchange.CREATE, lost.arguments(), "r", new End.Lost());
                }),
                new Case(
                        "an event tells of a row that is not there",
                        Invariant.WHOLE_OR_ABSENT,
                        story -> story.said(Exchange.CREATE, Story.creating("iss:a"), "r", new End.Lost())
                                .updatedEvent("iss:a")),
                new Case("the registry breaks its rules", Invariant.WHOLE_OR_ABSENT, story -> {
                    story.problems.add("the registry fails");
                    return story;
                }));
    }

    @ParameterizedTest
    @MethodSource
    void broken(Case broken) {
        assertThat(broken.told().apply(new Story()).check())
                .extracting(Violation::invariant)
                .contains(broken.broken());
    }

    static Stream<Case> sound() {
        return Stream.of(
                sound(
                        "a slice goes from one to the next",
                        story -> story.granted("a", "feat:x", 1, "src/x")
                                .renewed("a", 1, HOUR)
                                .abandoned("a", 1)
                                .granted("b", "feat:x", 2, "src/x")),
                sound("a slice goes on when its deadline has passed", story -> {
                    story.granted("a", "feat:x", 1, "src/x").after(HOUR).event("lease_expired", "a");
                    story.status("a", "expired");
                    return story.granted("b", "feat:x", 2, "src/x")
                            .said(
                                    Exchange.RENEW,
                                    Story.carrying("a", 1),
                                    null,
                                    new End.Refused("lease_not_active", "expired"));
                }),
                sound("a renewal may bring the deadline nearer", story -> {
                    story.granted("a", "feat:x", 1, "src/x").renewed("a", 1, Duration.ofSeconds(1));
                    story.after(Duration.ofSeconds(5)).event("lease_expired", "a");
                    story.status("a", "expired");
                    return story.granted("b", "feat:x", 2, "src/x");
                }),
                sound("a clock that was moved ends a lease early", story -> {
                    story.granted("a", "feat:x", 1, "src/x");
                    story.clockSteps.add(new ClockStep(story.exchanges.getLast().endedAt(), HOUR));
                    story.event("lease_expired", "a");
                    story.status("a", "expired");
                    return story.granted("b", "feat:x", 2, "src/x");
                }),
                sound(
                        "a lost renewal may have been done",
                        story -> story.granted("a", "feat:x", 1, "src/x")
                                .said(Exchange.RENEW, Story.carrying("a", 1), "r", new End.Lost())
                                .after(HOUR)
                                .renewed("a", 1, HOUR)),
                sound(
                        "roots that share the beginning of a name do not overlap",
                        story -> story.granted("a", "feat:x", 1, "src/x").granted("b", "feat:y", 2, "src/xy")),
                sound("a request that is asked again is answered the same", story -> {
                    story.granted("a", "feat:x", 1, "src/x", "r");
                    return story.said(
                            Exchange.CLAIM,
                            Json.object(),
                            "r",
                            story.exchanges.getFirst().end());
                }),
                sound("a lost claim is answered later with the token that it got first", story -> {
                    story.said(Exchange.CLAIM, Json.object(), "r", new End.Lost());
                    return story.granted("a", "feat:x", 2, "src/x").granted("b", "feat:y", 1, "src/y", "r");
                }),
                sound(
                        "a lost change is done when it is asked again",
                        story -> story.said(Exchange.CREATE, Story.creating("iss:a"), "r", new End.Lost())
                                .created("iss:a", "r")
                                .retitled("iss:a", "second", "s")),
                sound(
                        "a lost change is not there",
                        story -> story.said(Exchange.CREATE, Story.creating("iss:a"), "r", new End.Lost())),
                sound("a lost title may be the last one", story -> {
                    story.created("iss:a", "r")
                            .said(Exchange.UPDATE, Story.retitling("iss:a", "lost"), "s", new End.Lost())
                            .retitled("iss:a", "second", "t")
                            .updatedEvent("iss:a");
                    story.issues.getFirst().put("title", "lost");
                    return story;
                }));
    }

    private static Case sound(String name, UnaryOperator<Story> told) {
        return new Case(name, Invariant.BOUNDED, told);
    }

    @ParameterizedTest
    @MethodSource
    void sound(Case sound) {
        assertThat(sound.told().apply(new Story()).check()).isEmpty();
    }

    @Test
    void a_history_sorts_its_calls_by_the_time_they_were_asked() {
        long[] time = {0};
        History history = new History(() -> Story.BEGAN, () -> time[0]++);
        History.Asked first = history.ask("a", Exchange.CLAIM, Json.object(), null, Duration.ZERO);
        History.Asked second = history.ask("b", Exchange.CLAIM, Json.object(), null, HOUR);
        second.ended(new End.Lost());
        first.ended(Story.passed());

        assertThat(history.recorded().exchanges()).extracting(Exchange::actor).containsExactly("a", "b");
        assertThat(history.recorded().exchanges().getLast().clock()).isEqualTo(Story.BEGAN.plus(HOUR));
        assertThat(history.lines()).hasSize(2);
    }
}

package dev.ssot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ssot.campaign.Event;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One thread decides for a whole process, so whatever a decision does, the next one has to get its turn. */
class DecisionQueueTest {

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void a_decision_that_breaks_down_is_undone_and_the_next_one_runs() throws Exception {
        Repository repository = Repository.create(folder.toRealPath());
        try (SqliteControlStore control = new SqliteControlStore(repository.root())) {
            assertThatThrownBy(() -> control.decide(Repository.NOW, tx -> {
                        tx.emit(event("undone"));
                        throw new StackOverflowError("as by a registry that is nested too deeply");
                    }))
                    .hasRootCauseInstanceOf(StackOverflowError.class);

            String answer = control.decide(Repository.NOW, tx -> {
                tx.emit(event("kept"));
                return "decided";
            });

            assertThat(answer).isEqualTo("decided");
            List<Event> events = control.read(Repository.NOW, view -> view.events(null, null, null, 0, 10));
            assertThat(events)
                    .extracting(event -> event.payload().path("event").asText())
                    .containsExactly("kept");
        }
    }

    @ParameterizedTest
    @CsvSource({"23, true", "25, false"})
    void the_answer_of_a_request_is_kept_for_a_day(int hours, boolean kept) throws Exception {
        Repository repository = Repository.create(folder.toRealPath());
        record(repository, Repository.NOW, "first");
        Instant later = Repository.NOW.plus(Duration.ofHours(hours));
        record(repository, later, "second");

        try (SqliteControlStore control = new SqliteControlStore(repository.root())) {
            assertThat(control.answer("first", later).isPresent()).isEqualTo(kept);
            assertThat(control.answer("second", later)).isPresent();
        }
    }

    /** In a store opened anew, which clears up with its first decision. */
    private static void record(Repository repository, Instant now, String requestId) {
        try (SqliteControlStore control = new SqliteControlStore(repository.root())) {
            var _ = control.decide(now, tx -> {
                tx.record(new RecordedAnswer(requestId, "f", Json.object()));
                return requestId;
            });
        }
    }

    private static NewEvent event(String name) {
        return NewEvent.of(
                NewEvent.Kind.WORKTREE_CHANGED,
                NewEvent.Action.NONE,
                Json.object().put("event", name));
    }
}

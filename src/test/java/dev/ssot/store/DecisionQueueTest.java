package dev.ssot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ssot.campaign.Event;
import dev.ssot.campaign.NewEvent;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

    private static NewEvent event(String name) {
        return NewEvent.of(
                NewEvent.Kind.WORKTREE_CHANGED,
                NewEvent.Action.NONE,
                Json.object().put("event", name));
    }
}

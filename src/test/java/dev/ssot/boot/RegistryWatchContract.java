package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others make of the registry beside us: a person with an editor, or the reference. */
abstract class RegistryWatchContract extends OperationsContract {

    @BeforeEach
    void known() throws Exception {
        repository().ready("a").ready("b").write();
        create("iss:first");
    }

    @Test
    void our_own_writes_are_no_news() {
        create("iss:second");
        answer("registry.entity.delete", "section", "issues", "entity_id", "iss:second");

        assertThat(eventKinds()).containsOnly("registry_updated");
        assertThat(answer("conflict.list").path("conflicts")).isEmpty();
    }

    @Test
    void a_change_by_hand_is_told_once_with_the_ids() throws Exception {
        create("iss:second");
        edit(registry -> {
            row(registry, "features", "feat:a").put("title", "By hand");
            issue(registry, "iss:by-hand");
            remove(registry, "issues", "iss:first");
            ((ObjectNode) registry.get("repo")).put("name", "renamed");
        });

        JsonNode told = news("registry_changed_outside");
        assertThat(told.path("severity").asText()).isEqualTo("info");
        assertThat(told.path("recommended_action").asText()).isEqualTo("refresh_context");
        assertThat(texts(told, "added")).containsExactly("issues.iss:by-hand");
        assertThat(texts(told, "changed")).containsExactly("features.feat:a", "repo");
        assertThat(texts(told, "removed")).containsExactly("issues.iss:first");
        assertThat(told.at("/payload/validation/passed").asBoolean()).isTrue();

        create("iss:third");
        assertThat(eventKinds()).containsOnlyOnce("registry_changed_outside");
    }

    @Test
    void a_write_of_ours_tells_what_it_found_before_it_adds_to_it() throws Exception {
        edit(registry -> issue(registry, "iss:by-hand"));
        create("iss:second");

        assertThat(eventKinds()).containsExactly("registry_updated", "registry_changed_outside", "registry_updated");
        assertThat(answer("registry.entity.get", "section", "issues", "entity_id", "iss:by-hand")
                        .path("passed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_change_by_hand_that_breaks_a_rule_is_an_error() throws Exception {
        edit(registry -> row(registry, "features", "feat:a").put("implementation_status", "perhaps"));

        JsonNode told = news("registry_made_invalid");
        assertThat(told.path("severity").asText()).isEqualTo("error");
        assertThat(told.path("recommended_action").asText()).isEqualTo("operator_repair_required");
        assertThat(told.at("/payload/validation/passed").asBoolean(true)).isFalse();
        assertThat(texts(told, "validation/failures"))
                .anySatisfy(failure -> assertThat(failure).contains("feat:a"));
    }

    @Test
    void another_form_of_the_same_content_is_no_news() throws Exception {
        Path file = folder.resolve(".ssot/registry.json");
        Files.writeString(file, Json.MAPPER.readTree(Files.readAllBytes(file)).toPrettyString());

        assertThat(eventKinds()).containsOnly("registry_updated");
    }

    @Test
    void a_file_that_stays_unreadable_is_told_and_so_is_its_repair() throws Exception {
        byte[] good = Files.readAllBytes(folder.resolve(".ssot/registry.json"));
        Files.writeString(folder.resolve(".ssot/registry.json"), "{\"features\": [");

        assertThat(eventKinds()).containsOnly("registry_updated");
        clock.advance(Duration.ofSeconds(5));
        assertThat(texts(news("registry_made_invalid"), "validation/failures"))
                .singleElement()
                .asString()
                .contains("Invalid JSON");

        Files.write(folder.resolve(".ssot/registry.json"), good);
        JsonNode mended = news("registry_changed_outside");
        assertThat(texts(mended, "changed")).isEmpty();
        assertThat(eventKinds())
                .containsExactly("registry_updated", "registry_made_invalid", "registry_changed_outside");
    }

    @Test
    void a_writer_that_loaded_before_us_and_overwrites_us_is_a_conflict_with_the_ids_that_are_lost() throws Exception {
        ObjectNode loaded = load();
        create("iss:second");
        answer(
                "registry.entity.update",
                "section",
                "features",
                "entity_id",
                "feat:b",
                "changes",
                Json.object().put("title", "Ours"));
        issue(loaded, "iss:theirs");
        save(loaded);

        JsonNode told = news("registry_overwritten");
        assertThat(told.path("severity").asText()).isEqualTo("critical");
        assertThat(told.path("recommended_action").asText()).isEqualTo("pause_and_check_conflicts");
        assertThat(texts(told, "lost")).containsExactly("features.feat:b", "issues.iss:second");
        assertThat(told.at("/payload/lost_write_count").asInt()).isEqualTo(2);
        assertThat(texts(told, "added")).containsExactly("issues.iss:theirs");
        JsonNode conflict = answer("conflict.list").at("/conflicts/0");
        assertThat(conflict.path("conflict_id")).isEqualTo(told.at("/payload/conflict_id"));
        assertThat(conflict.path("kind").asText()).isEqualTo("registry_overwritten");
        assertThat(conflict.at("/detail/lost")).isEqualTo(told.at("/payload/lost"));

        create("iss:third");
        edit(registry -> issue(registry, "iss:fourth"));
        assertThat(eventKinds()).containsOnlyOnce("registry_overwritten");
        assertThat(last().path("kind").asText()).isEqualTo("registry_changed_outside");
    }

    @Test
    void an_overwriter_that_changes_the_same_list_is_noticed() throws Exception {
        ObjectNode loaded = load();
        link("iss:first", "feat:a");
        ((ArrayNode) row(loaded, "issues", "iss:first").get("feature_ids")).add("feat:b");
        save(loaded);

        assertThat(texts(news("registry_overwritten"), "lost")).containsExactly("issues.iss:first");
    }

    @Test
    void a_writer_that_builds_on_our_last_write_is_none_even_where_it_undoes_an_earlier_one() throws Exception {
        create("iss:second");
        link("iss:first", "feat:a");
        edit(registry -> {
            remove(registry, "issues", "iss:second");
            ((ArrayNode) row(registry, "issues", "iss:first").get("feature_ids")).add("feat:b");
        });

        assertThat(texts(news("registry_changed_outside"), "removed")).containsExactly("issues.iss:second");
        assertThat(answer("conflict.list").path("conflicts")).isEmpty();
    }

    @Test
    void claims_make_the_content_known_that_they_find() throws Exception {
        repository().ready("a").ready("b").write();
        lease("w1");
        edit(registry -> row(registry, "features", "feat:b").put("title", "By hand"));

        assertThat(texts(news("registry_changed_outside"), "changed")).containsExactly("features.feat:b");
    }

    private void create(String id) {
        ObjectNode row = Json.object();
        issueFields(row, id);
        answer("registry.entity.create", "section", "issues", "entity", row);
    }

    private void link(String issue, String feature) {
        answer(
                "registry.entity.link",
                "section",
                "issues",
                "entity_id",
                issue,
                "links",
                Json.MAPPER.valueToTree(java.util.Map.of("feature_ids", List.of(feature))));
    }

    private static void issue(ObjectNode registry, String id) {
        issueFields(((ArrayNode) registry.get("issues")).addObject(), id);
    }

    private static void issueFields(ObjectNode row, String id) {
        row.put("id", id)
                .put("title", id)
                .put("status", "open")
                .put("severity", "low")
                .put("description", "")
                .put("release_blocking", false);
        row.putObject("plan").put("horizon", "backlog").putNull("slot");
        List.of("feature_ids", "claim_ids", "test_ids", "evidence_ids", "risk_ids")
                .forEach(row::putArray);
    }

    private void edit(Consumer<ObjectNode> change) throws IOException {
        ObjectNode registry = load();
        change.accept(registry);
        save(registry);
    }

    private ObjectNode load() throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(Files.readAllBytes(folder.resolve(".ssot/registry.json")));
    }

    private void save(ObjectNode registry) throws IOException {
        Files.write(folder.resolve(".ssot/registry.json"), CanonicalJson.write(registry));
    }

    private static ObjectNode row(ObjectNode registry, String section, String id) {
        return registry.path(section)
                .valueStream()
                .filter(row -> row.path("id").asText().equals(id))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void remove(ObjectNode registry, String section, String id) {
        ArrayNode rows = (ArrayNode) registry.get(section);
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i).path("id").asText().equals(id)) {
                rows.remove(i);
            }
        }
    }

    /** The last event, which has to be of that kind. */
    private JsonNode news(String kind) {
        JsonNode last = last();
        assertThat(last.path("kind").asText()).as("%s", last).isEqualTo(kind);
        return last;
    }

    private JsonNode last() {
        JsonNode events = answer("event.list", "limit", 1000).path("events");
        return events.get(events.size() - 1);
    }

    private static List<String> texts(JsonNode event, String field) {
        return event.at("/payload/" + field).valueStream().map(JsonNode::asText).toList();
    }
}

package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents and the configuration of a repository that was just made. */
abstract class DocumentContract extends OperationsContract {

    private Path root;

    @BeforeEach
    void initialize() throws IOException {
        Outcome made = LocalEngine.initialization().init(folder, Json.object());
        assertThat(made).isInstanceOf(Outcome.Answered.class);
        root = folder.toRealPath();
    }

    @Test
    void a_decision_lives_from_draft_to_deletion() throws Exception {
        ObjectNode created = create("adr", "first", "A body.", "note", " why ");
        assertThat(created.at("/document/id").asText()).isEqualTo("adr:1000");
        assertThat(created.at("/automation/skipped").asBoolean()).isFalse();
        assertThat(created.at("/automation/config_path").asText()).endsWith("/.ssot/ssot.toml");
        Path file = root.resolve(".ssot/adr/ADR-1000-first.yaml");
        assertThat(Files.readString(file))
                .isEqualTo("""
                        schema_version: "0.7.0"
                        kind: "adr"
                        id: "adr:1000"
                        number: 1000
                        slug: "first"
                        title: "Title of first"
                        status: "draft"
                        origin: "repo-local"
                        decision_date: null
                        tags: []
                        summary: "A body."
                        supersedes: []
                        superseded_by: []
                        status_notes:
                          -
                            status: "draft"
                            note: "why"
                            at: "%s"
                        references: []
                        body: |-
                          A body.
                        """.formatted(clock.instant().toString()));
        assertThat(row("adrs", "adr:1000").path("content_sha256").asText())
                .isEqualTo(CanonicalJson.hash(Files.readAllBytes(file)));

        answer("document.update", "kind", "adr", "id", "adr:1000", "title", "Other", "body", "- item\nNew");
        answer("document.set_status", "kind", "adr", "id", "adr:1000", "status", "accepted", "note", "agreed");
        assertThat(Files.readString(file))
                .contains("title: \"Other\"", "summary: \"New\"", "status: \"accepted\"", "note: \"agreed\"");
        assertThat(row("adrs", "adr:1000").path("status_notes")).hasSize(2);

        create("adr", "second", "B");
        answer(
                "document.supersede",
                "kind",
                "adr",
                "id",
                "adr:1001",
                "supersedes",
                List.of("adr:1000"),
                "note",
                "better");
        assertThat(row("adrs", "adr:1000").path("status").asText()).isEqualTo("superseded");
        assertThat(row("adrs", "adr:1000").path("superseded_by")).hasToString("[\"adr:1001\"]");
        assertThat(row("adrs", "adr:1001").path("status").asText()).isEqualTo("accepted");
        assertThat(Files.readString(file)).contains("superseded_by:\n  - \"adr:1001\"");
        everyHashIsThatOfTheFile();

        create("adr", "third", "C");
        assertThat(answer("document.delete", "kind", "adr", "id", "adr:1002")
                        .path("deleted_id")
                        .asText())
                .isEqualTo("adr:1002");
        assertThat(root.resolve(".ssot/adr/ADR-1002-third.yaml")).doesNotExist();
        assertThat(create("adr", "fourth", "D").at("/document/number").asInt())
                .as("the number is free again")
                .isEqualTo(1002);
        everyHashIsThatOfTheFile();
    }

    @Test
    void a_specification_names_its_decisions() throws Exception {
        create("adr", "why", "Because.");
        create("adr", "also", "Because.");
        create("spec", "how", "So.", "spec_kind", "normative", "adr_ids", List.of("adr:1000"));

        ObjectNode linked =
                answer("document.link", "kind", "spec", "id", "spc:1000", "adr_ids", List.of("adr:1001", "adr:1000"));
        assertThat(linked.at("/document/adr_ids")).hasToString("[\"adr:1000\",\"adr:1001\"]");
        assertThat(Files.readString(root.resolve(".ssot/specs/SPEC-1000-how.yaml")))
                .endsWith("spec_kind: \"normative\"\nadr_ids:\n  - \"adr:1000\"\n  - \"adr:1001\"\n");
        answer("document.unlink", "kind", "spec", "id", "spc:1000", "adr_ids", List.of("adr:1000"));
        assertThat(row("specs", "spc:1000").path("adr_ids")).hasToString("[\"adr:1001\"]");
        answer("document.update", "kind", "spec", "id", "spc:1000", "spec_kind", "operational", "adr_ids", List.of());
        assertThat(row("specs", "spc:1000").path("kind").asText()).isEqualTo("operational");
        assertThat(row("specs", "spc:1000").path("adr_ids")).isEmpty();
        everyHashIsThatOfTheFile();
        refused(
                ErrorCode.INVALID_ARGUMENTS,
                "ADR does not support adr_ids",
                "document.link",
                "kind",
                "adr",
                "id",
                "adr:1000",
                "adr_ids",
                List.of("adr:1001"));
    }

    @Test
    void a_document_is_a_row_for_the_operations_on_rows() throws Exception {
        create("adr", "why", "Because.");
        ObjectNode made = answer(
                "registry.entity.upsert",
                "section",
                "specs",
                "entity",
                arguments("id", "spc:1001", "title", "T", "slug", "how", "body", "So.", "kind", "normative"));
        assertThat(made.at("/entity/number").asInt()).isEqualTo(1001);
        assertThat(made.has("previous_entity")).isFalse();
        assertThat(made.has("document")).isFalse();
        assertThat(row("specs", "spc:1001").path("kind").asText()).isEqualTo("normative");

        ObjectNode whole = row("specs", "spc:1001").deepCopy();
        whole.put("status", "accepted").put("note", "agreed").put("spec_kind", "normative");
        ObjectNode changed = answer(
                "registry.entity.upsert",
                "section",
                "spec",
                "entity",
                whole,
                "expected_revision",
                answer("registry.read").path("content_hash").asText());
        assertThat(changed.at("/previous_entity/status").asText()).isEqualTo("draft");
        assertThat(changed.at("/entity/status").asText()).isEqualTo("accepted");
        assertThat(Files.readString(root.resolve(".ssot/specs/SPEC-1001-how.yaml")))
                .contains("status: \"accepted\"", "note: \"agreed\"", "So.");
        everyHashIsThatOfTheFile();

        ObjectNode links = arguments("adr_ids", List.of("adr:1000"));
        Object[] link = {"section", "specs", "entity_id", "spc:1001", "links", links};
        assertThat(answer("registry.entity.link", link).at("/entity/adr_ids")).hasToString("[\"adr:1000\"]");
        assertThat(answer("registry.entity.unlink", link).at("/entity/adr_ids")).isEmpty();
        answer(
                "registry.entity.update",
                "section",
                "specs",
                "entity_id",
                "spc:1001",
                "changes",
                arguments("body", "Other.", "adr_ids", List.of("adr:1000")));
        assertThat(row("specs", "spc:1001").path("adr_ids")).hasToString("[\"adr:1000\"]");
        everyHashIsThatOfTheFile();
        ObjectNode created = answer(
                "registry.entity.create",
                "section",
                "adrs",
                "entity",
                arguments("id", "adr:1005", "title", "T", "slug", "more", "body", "b", "immutable", false));
        assertThat(created.at("/entity/path").asText()).isEqualTo(".ssot/adr/ADR-1005-more.yaml");
        assertThat(answer("registry.entity.delete", "section", "adrs", "entity_id", "adr:1005")
                        .path("deleted_id")
                        .asText())
                .isEqualTo("adr:1005");
        assertThat(root.resolve(".ssot/adr/ADR-1005-more.yaml")).doesNotExist();
        assertThat(answer("event.list").path("events").findValuesAsText("action"))
                .containsExactly("create", "update", "update", "create");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "upsert | {'section':'adrs','entity':{'id':'adr:1002','number':1003,'title':'t','slug':'s','body':'b'}} | number cannot be set to another value",
                "upsert | {'section':'adrs','entity':{'id':'adr:2','title':'t','slug':'s','body':'b'}} | ADR id must be adr: and its number, such as adr:1000: adr:2",
                "upsert | {'section':'adrs','entity':{'id':'spc:1002','title':'t','slug':'s','body':'b'}} | ADR id must be adr: and its number",
                "upsert | {'section':'adrs','entity':{'id':'adr:1002','title':'t','slug':'s'}}    | ADR body must be a non-empty string",
                "upsert | {'section':'adrs','entity':{'id':'adr:1002','title':'t','body':'b'}}    | ADR slug must match",
                "upsert | {'section':'adrs','entity':{'id':'adr:1002','title':'t','slug':'s','body':'b','kind':'normative'}} | kind cannot be set to another value: only specifications have a kind",
                "upsert | {'section':'adrs','entity':{'id':'adr:1002','title':'t','slug':'s','body':'b','managed':true}} | managed cannot be set to another value: it is kept by this program",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','content_sha256':'00'}}     | content_sha256 cannot be set to another value: send body, or call registry.repair_doc_hashes",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','slug':'other'}}            | slug cannot be set to another value: it stays as it was created",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','path':'../x.yaml'}}        | path cannot be set to another value",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','supersedes':['adr:1001']}} | supersedes cannot be set to another value: call document.supersede",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','immutable':true}}          | immutable cannot be set to another value",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','colour':'red'}}            | colour cannot be set to another value: documents have no such field",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','title':7}}                 | ADR title must be a string",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','status':'retired'}}        | Illegal lifecycle transition from draft to retired",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','adr_ids':['adr:1001']}}    | ADR does not support adr_ids",
                "upsert | {'section':'specs','entity':{'id':'spc:1000','adr_ids':'adr:1000'}}     | spec adr_ids must be a list of strings",
                "upsert | {'section':'specs','entity':{'id':'spc:1000','adr_ids':['adr:7']}}      | adr:7",
                "upsert | {'section':'specs','entity':{'id':'spc:1000','kind':'normative','spec_kind':'governance'}} | spec kind and spec_kind differ: normative, governance",
                "upsert | {'section':'adrs','entity':{'id':'adr:1000','title':'x'},'expected_revision':'no'} | not no",
                "create | {'section':'adrs','entity':{'id':'adr:1000','title':'t','slug':'s','body':'b'}} | ADR number already exists: 1000",
                "update | {'section':'adrs','entity_id':'adr:7','changes':{'title':'t'}}          | Unknown ADR id: adr:7",
                "update | {'section':'adrs','entity_id':'adr:1000','changes':{'id':'adr:1001'}}   | id cannot be set to another value",
                "delete | {'section':'adrs','entity_id':'adr:7'}                                  | Unknown ADR id: adr:7",
                "delete | {'section':'adrs','entity_id':'adr:1000'}                               | adr:1000",
                "link   | {'section':'adrs','entity_id':'adr:1000','links':{'adr_ids':['adr:1000']}} | Field adr_ids is not linkable for ADR",
                "link   | {'section':'specs','entity_id':'spc:1000','links':{'feature_ids':['feat:a']}} | Field feature_ids is not linkable for spec",
                "link   | {'section':'specs','entity_id':'spc:1000','links':{'adr_ids':['adr:7']}} | adr:7",
                "unlink | {'section':'specs','entity_id':'spc:7','links':{'adr_ids':['adr:1000']}} | Unknown spec id: spc:7",
            })
    void a_row_of_a_document_changes_where_documents_do(String operation, String json, String message)
            throws Exception {
        create("adr", "why", "x");
        create("spec", "how", "x", "adr_ids", List.of("adr:1000"));
        ObjectNode arguments =
                (ObjectNode) StrictJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        leavesEverything(message, "registry.entity." + operation, arguments);
    }

    @Test
    void numbers_come_from_the_ranges_of_their_owner() throws Exception {
        answer("document.reserve", "kind", "adr", "name", "team", "start", 5000, "end", 5001);
        create("adr", "a", "x", "reserve_range", "team");
        assertThat(create("adr", "b", "x", "reserve_range", "team")
                        .at("/document/id")
                        .asText())
                .isEqualTo("adr:5001");
        assertThat(create("adr", "c", "x").at("/document/id").asText()).isEqualTo("adr:1000");
        assertThat(create("adr", "d", "x", "number", 4999).at("/document/id").asText())
                .isEqualTo("adr:4999");
        assertThat(registry().path("adrs").findValuesAsText("id"))
                .containsExactly("adr:1000", "adr:4999", "adr:5000", "adr:5001");
        refused(
                ErrorCode.REGISTRY_INVALID,
                "No available ADR numbers remain in assignable reservations",
                "document.create",
                "kind",
                "adr",
                "title",
                "t",
                "slug",
                "e",
                "body",
                "x",
                "reserve_range",
                "team");
        ObjectNode ranges = answer("document.reservations", "kind", "adr");
        assertThat(ranges.path("count").asInt()).isEqualTo(4);
        assertThat(ranges.path("reservations").findValuesAsText("owner"))
                .containsExactly("ssot-core", "ssot-origin", "repo-local", "team");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title         | \" \"          | ADR title must be a non-empty string",
                "body          | \" \\n\"       | ADR body must be a non-empty string",
                "slug          | \"No Slug\"    | ADR slug must match ^[a-z0-9]+(?:-[a-z0-9]+)*$",
                "status        | \"superseded\" | Document creation status must be one of ['draft', 'in_review', 'accepted', 'rejected', 'withdrawn']",
                "note          | \"\"           | Status note must be a non-empty string",
                "origin        | \"mine\"       | Unsupported origin 'mine' for ADR creation",
                "origin        | \"ssot-core\"  | Repo-local repositories may only create repo-local ADR rows",
                "number        | 1000           | ADR number already exists: 1000",
                "number        | 1              | ADR number 1 belongs to non-assignable reservation owned by ssot-core",
                "number        | 9000           | ADR number 9000 must belong to exactly one reservation",
                "reserve_range | \"nobody\"     | Unknown assignable adr reservation: nobody",
                "spec_kind     | \"weird\"      | Spec kind must be one of ['governance', 'local-policy', 'normative', 'operational']",
                "adr_ids       | []             | ADR does not support adr_ids",
            })
    void what_cannot_be_created_leaves_everything(String argument, String value, String message) throws Exception {
        create("adr", "there", "x");
        ObjectNode arguments = arguments("kind", "adr", "title", "t", "slug", "s", "body", "b");
        arguments.set(argument, StrictJson.read(value.getBytes(StandardCharsets.UTF_8)));

        leavesEverything(message, "document.create", arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "document.update     | {\"id\":\"adr:1000\",\"title\":\"\"}       | ADR title must be a non-empty string",
                "document.update     | {\"id\":\"adr:1000\",\"status\":\"x\"}     | ADR status must be one of ['draft', 'in_review', 'accepted', 'rejected', 'superseded', 'withdrawn', 'retired']",
                "document.update     | {\"id\":\"adr:1000\",\"status\":\"retired\"} | Illegal lifecycle transition from draft to retired",
                "document.update     | {\"id\":\"adr:1000\"}                      | At least one update field is required",
                "document.update     | {\"id\":\"adr:7\",\"title\":\"t\"}         | Unknown ADR id: adr:7",
                "document.set_status | {\"id\":\"adr:1001\",\"status\":\"draft\"} | Illegal lifecycle transition from accepted to draft",
                "document.supersede  | {\"id\":\"adr:1001\",\"supersedes\":[]}    | At least one superseded id is required",
                "document.supersede  | {\"id\":\"adr:1001\",\"supersedes\":[\"adr:1000\"]} | Illegal lifecycle transition from draft to superseded: adr:1000",
                "document.supersede  | {\"id\":\"adr:1002\",\"supersedes\":[\"adr:1001\"]} | Illegal lifecycle transition from rejected to accepted: adr:1002",
                "document.supersede  | {\"id\":\"adr:1001\",\"supersedes\":[\"adr:1001\"]} | A document cannot supersede itself",
                "document.supersede  | {\"id\":\"adr:1001\",\"supersedes\":[\"adr:7\"]}    | Unknown ADR id in --supersedes: adr:7",
                "document.supersede  | {\"id\":\"adr:7\",\"supersedes\":[\"adr:1000\"]}    | Unknown ADR id: adr:7",
                "document.delete     | {\"id\":\"adr:7\"}                         | Unknown ADR id: adr:7",
                "document.create     | {\"title\":\"t\",\"slug\":\"s\",\"body\":\"b\",\"kind\":\"note\"} | kind must be adr or spec",
            })
    void what_cannot_be_changed_leaves_everything(String operation, String json, String message) throws Exception {
        create("adr", "draft", "x");
        create("adr", "accepted", "x", "status", "accepted");
        create("adr", "rejected", "x", "status", "rejected");
        ObjectNode arguments = arguments("kind", "adr");
        arguments.setAll((ObjectNode) StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));

        leavesEverything(message, operation, arguments);
    }

    @Test
    void what_a_package_brought_changes_with_the_package_only() throws Exception {
        create("adr", "ours", "x");
        create("adr", "theirs", "x", "status", "accepted");
        change(document -> ((ObjectNode) document.at("/adrs/1")).put("immutable", true));
        String message = "ADR adr:1001 is immutable and may only be changed via sync";

        leavesEverything(message, "document.update", arguments("kind", "adr", "id", "adr:1001", "title", "t"));
        leavesEverything(
                message,
                "document.supersede",
                arguments("kind", "adr", "id", "adr:1000", "supersedes", List.of("adr:1001")));
        leavesEverything(
                "ADR adr:1001 is immutable and cannot be deleted",
                "document.delete",
                arguments("kind", "adr", "id", "adr:1001"));
        leavesEverything(
                "ADR adr:1001 hash repair only supports mutable repo-local documents",
                "registry.repair_doc_hashes",
                arguments("ids", List.of("adr:1000", "adr:1001")));
    }

    @Test
    void a_document_edited_by_hand_is_taken_over_when_it_still_says_what_its_row_says() throws Exception {
        create("adr", "edited", "x");
        Path file = root.resolve(".ssot/adr/ADR-1000-edited.yaml");
        Files.writeString(file, Files.readString(file) + "  more\n");

        ObjectNode repaired = answer("registry.repair_doc_hashes", "ids", List.of("adr:1000", "adr:1000"));

        assertThat(repaired.path("repaired")).hasSize(1);
        everyHashIsThatOfTheFile();
        Files.writeString(file, Files.readString(file).replace("Title of edited", "Another"));
        leavesEverything(
                "Document field title does not match registry row: expected 'Title of edited'",
                "registry.repair_doc_hashes",
                arguments("ids", List.of("adr:1000")));
        Files.delete(file);
        leavesEverything(
                "ADR adr:1000 document path does not exist: .ssot/adr/ADR-1000-edited.yaml",
                "registry.repair_doc_hashes",
                arguments("ids", List.of("adr:1000")));
        leavesEverything(
                "Unsupported document id for hash repair: feat:a",
                "registry.repair_doc_hashes",
                arguments("ids", List.of("feat:a")));
    }

    @Test
    void a_document_edited_by_hand_is_written_anew_by_the_next_change() throws Exception {
        create("adr", "edited", "x");
        Path file = root.resolve(".ssot/adr/ADR-1000-edited.yaml");
        String before = Files.readString(file);
        Files.writeString(file, before.replace("Title of edited", "Another"));

        answer("document.update", "kind", "adr", "id", "adr:1000", "body", "x");

        assertThat(file).hasContent(before);
    }

    @Test
    void a_file_of_somebody_else_is_not_written_over_and_no_path_leads_out() throws Exception {
        Files.writeString(root.resolve(".ssot/adr/ADR-1000-mine.yaml"), "hand-written");
        leavesEverything(
                ".ssot/adr/ADR-1000-mine.yaml exists and belongs to no row",
                "document.create",
                arguments("kind", "adr", "title", "t", "slug", "mine", "body", "b"));

        change(document -> ((ObjectNode) document.path("paths")).put("adr_root", "../out"));
        leavesEverything(
                "ADR adr:1000 document path leaves the repository: ../out/ADR-1000-mine.yaml",
                "document.create",
                arguments("kind", "adr", "title", "t", "slug", "mine", "body", "b"));
    }

    @Test
    void packages_are_synced_by_those_who_have_them() throws Exception {
        refused(ErrorCode.NOT_AVAILABLE, "no packaged ADR documents", "document.sync", "kind", "adr");
        change(document -> ((ObjectNode) document.path("repo")).put("kind", "ssot-core"));
        assertThat(answer("document.sync", "kind", "spec").path("skipped").asBoolean())
                .isTrue();
        refused(
                ErrorCode.REGISTRY_INVALID,
                "ssot-core ADR creation for ssot-core requires an explicit --number",
                "document.create",
                "kind",
                "adr",
                "title",
                "t",
                "slug",
                "s",
                "body",
                "b",
                "origin",
                "ssot-core");
        refused(
                ErrorCode.REGISTRY_INVALID,
                "ADR number 700 must use reservation owned by ssot-core; got ssot-origin",
                "document.create",
                "kind",
                "adr",
                "title",
                "t",
                "slug",
                "s",
                "body",
                "b",
                "origin",
                "ssot-core",
                "number",
                700);
        assertThat(create("adr", "core", "x", "origin", "ssot-core", "number", 12)
                        .at("/document/path")
                        .asText())
                .isEqualTo(".ssot/adr/ADR-0012-core.yaml");
    }

    @Test
    void the_configuration_is_shown_made_and_checked() throws Exception {
        Path file = root.resolve(".ssot/ssot.toml");
        assertThat(answer("config.show")
                        .at("/config/validate/after_registry_change")
                        .asText())
                .isEqualTo("automatic");
        Files.delete(file);
        refused(ErrorCode.NOT_FOUND, "Repo-local SSOT config not found: " + file, "config.show");
        assertThat(create("adr", "a", "x").at("/automation/skipped").asBoolean())
                .as("no configuration, no automation")
                .isTrue();
        assertThat(answer("config.init").path("created").asBoolean()).isTrue();
        Files.writeString(file, "[validate]\nafter_registry_change = \"manual\"\n");
        assertThat(answer("config.init").path("created").asBoolean()).isFalse();
        assertThat(create("adr", "b", "x").at("/automation/validation").isNull())
                .isTrue();
        Files.writeString(file, "[policy]\nfail_closed = 1\n");
        refused(ErrorCode.REGISTRY_INVALID, "policy.fail_closed must be a boolean", "config.validate");
        leavesEverything(
                "policy.fail_closed must be a boolean",
                "document.create",
                arguments("kind", "adr", "title", "t", "slug", "s", "body", "b"));
        assertThat(answer("config.init", "force", true).path("overwritten").asBoolean())
                .isTrue();
        assertThat(create("adr", "c", "x").at("/automation/validation/passed").asBoolean())
                .isTrue();
    }

    @Test
    void graphs_are_drawn_after_each_change_where_the_configuration_asks_for_them() throws Exception {
        Path config = root.resolve(".ssot/ssot.toml");
        String asked = """
                [generation.targets]
                graphs = true
                [generation.graphs]
                mode = "automatic"
                formats = ["json", "dot", "svg", "png", "json"]
                output_dir = "%s"
                basename = "%s"
                """;
        Files.writeString(config, asked.formatted("docs/graphs", "all"));

        ObjectNode made = create("adr", "a", "x");

        assertThat(made.at("/automation/generation/graphs"))
                .extracting(JsonNode::asText)
                .containsExactly(Stream.of("json", "dot", "svg", "png")
                        .map(format -> root.resolve("docs/graphs/all." + format).toString())
                        .toArray(String[]::new));
        for (String format : List.of("json", "dot", "svg", "png")) {
            answer("graph.export", "format", format, "output", "exported");
            assertThat(root.resolve("docs/graphs/all." + format)).hasSameBinaryContentAs(root.resolve("exported"));
        }
        create("spec", "b", "x", "adr_ids", List.of("adr:1000"));
        assertThat(root.resolve("docs/graphs/all.dot")).content().contains("DECIDED_BY");

        for (String place : List.of("..|all", ".ssot|registry", ".git|graph", ".ssot/control|x", ".|../../x")) {
            Files.writeString(config, asked.formatted((Object[]) place.split("\\|")));
            leavesEverything(
                    "generation.graphs.output_dir and basename lead where no graph may be written",
                    "document.create",
                    arguments("kind", "adr", "title", "t", "slug", "s", "body", "b"));
        }
        Files.writeString(config, asked.formatted("docs", "other").replace("automatic", "manual"));
        assertThat(create("adr", "c", "x").at("/automation/generation/graphs")).isEmpty();
        assertThat(root.resolve("docs/other.json")).doesNotExist();
    }

    @Test
    void the_configuration_says_whether_a_new_feature_is_scaffolded() throws Exception {
        Path config = root.resolve(".ssot/ssot.toml");
        assertThat(feature("feat:a").path("scaffolded").path("claim_ids")).hasSize(2);
        assertThat(feature("feat:b", "auto_scaffold", false).has("scaffolded")).isFalse();
        Files.writeString(config, "[commands.feature.create]\nauto_scaffold_proof_graph = false\n");
        assertThat(feature("feat:c").has("scaffolded")).isFalse();
        assertThat(feature("feat:d", "auto_scaffold", true).has("scaffolded")).isTrue();
        Files.delete(config);
        assertThat(feature("feat:e").has("scaffolded"))
                .as("a repository without configuration has the defaults")
                .isTrue();
        ObjectNode risk = arguments("id", "rsk:a", "title", "t", "status", "active", "severity", "low");
        risk.put("description", "").put("release_blocking", false);
        List.of("feature_ids", "claim_ids", "test_ids", "evidence_ids", "issue_ids")
                .forEach(risk::putArray);
        assertThat(answer("registry.entity.create", "section", "risks", "entity", risk)
                        .has("scaffolded"))
                .as("features alone are scaffolded")
                .isFalse();
    }

    private ObjectNode feature(String id, Object... more) throws Exception {
        ObjectNode row = (ObjectNode) StrictJson.read("""
                {"id":"%s","title":"T","description":"","implementation_status":"absent",
                "lifecycle":{"stage":"active","replacement_feature_ids":[],"note":null},
                "plan":{"horizon":"backlog","slot":null,"target_claim_tier":null,"target_lifecycle_stage":"active"},
                "spec_ids":[],"claim_ids":[],"test_ids":[],"requires":[],"parent_feature_ids":[]}
                """.formatted(id).getBytes(StandardCharsets.UTF_8));
        ObjectNode arguments = arguments("section", "features", "entity", row);
        arguments.setAll(arguments(more));
        return answered(call("registry.entity.create", arguments, null));
    }

    @Test
    void a_worker_can_claim_in_a_new_repository() {
        assertThat(claim("w").path("kind").asText()).isEqualTo("no_work");
    }

    @Test
    void a_change_is_told_once_and_a_retry_gets_the_same_answer() throws Exception {
        ObjectNode arguments = arguments("kind", "adr", "title", "t", "slug", "s", "body", "b");
        ObjectNode first = answered(call("document.create", arguments.deepCopy(), "r-1"));
        assertThat(answered(call("document.create", arguments.deepCopy(), "r-1")))
                .hasToString(first.toString());
        assertThat(registry().path("adrs")).hasSize(1);
        assertThat(eventKinds()).containsExactly("registry_updated");
        assertThat(answer("event.list").at("/events/0/payload/entity_id").asText())
                .isEqualTo("adr:1000");
    }

    private ObjectNode create(String kind, String slug, String body, Object... more) {
        ObjectNode arguments = arguments("kind", kind, "slug", slug, "title", "Title of " + slug, "body", body);
        arguments.setAll(arguments(more));
        return answered(call("document.create", arguments, null));
    }

    private void leavesEverything(String message, String operation, ObjectNode arguments) throws IOException {
        Map<String, String> before = files();
        Outcome outcome = call(operation, arguments, null);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).refusal().message()).contains(message);
        assertThat(files()).isEqualTo(before);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/control/"))
                    .toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private void everyHashIsThatOfTheFile() throws Exception {
        for (String section : List.of("adrs", "specs")) {
            for (JsonNode row : registry().path(section)) {
                byte[] bytes = Files.readAllBytes(root.resolve(row.path("path").asText()));
                assertThat(row.path("content_sha256").asText())
                        .as(row.path("id").asText())
                        .isEqualTo(CanonicalJson.hash(bytes));
            }
        }
    }

    private JsonNode row(String section, String id) throws Exception {
        for (JsonNode row : registry().path(section)) {
            if (row.path("id").asText().equals(id)) {
                return row;
            }
        }
        throw new AssertionError("no row " + id);
    }

    private ObjectNode registry() throws IOException, InvalidJson {
        return (ObjectNode) StrictJson.read(Files.readAllBytes(root.resolve(".ssot/registry.json")));
    }

    private void change(Consumer<ObjectNode> edit) throws Exception {
        ObjectNode document = registry();
        edit.accept(document);
        Files.write(root.resolve(".ssot/registry.json"), CanonicalJson.write(document));
    }
}

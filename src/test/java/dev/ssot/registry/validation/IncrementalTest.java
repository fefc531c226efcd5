package dev.ssot.registry.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Edit;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import dev.ssot.support.MemoryFiles;
import dev.ssot.support.WholeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking only at what an edit touches says exactly what looking at everything says. */
class IncrementalTest {

    private static final int EDITS = 120;
    private static final List<String> WORDS = List.of(
            "T0",
            "T1",
            "T2",
            "T3",
            "T4",
            "active",
            "removed",
            "obsolete",
            "passing",
            "failing",
            "passed",
            "planned",
            "retired",
            "evidenced",
            "proposed",
            "implemented",
            "partial",
            "absent",
            "current",
            "out_of_bounds",
            "explicit",
            "prohibited",
            "tolerated",
            "draft",
            "superseded",
            "ssot-core",
            "repo-local",
            "open",
            "closed",
            "tests/f0.txt",
            ".ssot/evidence/f1.json",
            "../outside",
            "bnd:f0",
            "rel:f1",
            "Not An Id");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_edits_are_judged_as_a_whole_registry_is(long fixed) {
        for (long seed : new long[] {fixed, RandomGenerator.getDefault().nextLong()}) {
            Random random = new Random(seed);
            WholeRegistry whole = WholeRegistry.of(4 + random.nextInt(6));
            Validation now = Validation.full(whole.open(), whole.files());
            for (int i = 0; i < EDITS; i++) {
                Edit edit = edit(now.registry(), random);
                List<FileChange> changes = changes(edit.after(), random);
                RepositoryFiles planned = whole.files().after(changes);

                Validation next = now.after(edit, planned);

                assertThat(next.findings())
                        .as("seed %d, edit %d: %s", seed, i, edit.delta())
                        .isEqualTo(Validation.full(edit.after(), planned).findings());
                assertThat(next.report().summary())
                        .as("seed %d, edit %d", seed, i)
                        .isEqualTo(
                                Validation.full(edit.after(), planned).report().summary());
                make(changes, whole.files());
                now = next;
            }
        }
    }

    @Test
    void what_is_stricter_refuses_only_what_breaks_it_and_files_of_others_refuse_nothing() {
        WholeRegistry whole = WholeRegistry.of(3);
        ((ArrayNode) whole.row(Section.CLAIMS, "clm:f0.t0").get("test_ids")).removeAll();
        whole.files().remove("tests/f1.txt");
        Validation before = Validation.full(whole.open(), whole.files());
        assertThat(before.report().failures()).containsExactly("tests.tst:f1.path does not exist: tests/f1.txt");

        Draft harmless = new Draft(before.registry());
        harmless.edit(Section.FEATURES, "feat:f2").put("title", "Other");
        ValidationReport report = before.after(harmless.finish(), whole.files()).reportAfter(before, false);
        assertThat(report.passed()).isTrue();
        assertThat(report.notices())
                .contains("tests.tst:f1.path does not exist: tests/f1.txt")
                .anyMatch(notice -> notice.startsWith("Bidirectional link drift: tests.tst:f0"));

        Draft drifting = new Draft(before.registry());
        ((ArrayNode) drifting.edit(Section.CLAIMS, "clm:f2.t0").get("test_ids")).removeAll();
        drifting.edit(Section.TESTS, "tst:f2").put("path", "tests/none.txt");
        assertThat(before.after(drifting.finish(), whole.files())
                        .reportAfter(before, false)
                        .failures())
                .containsExactly(
                        "Bidirectional link drift: tests.tst:f2.claim_ids contains clm:f2.t0 but"
                                + " claims.clm:f2.t0.test_ids does not contain tst:f2",
                        "tests.tst:f2.path does not exist: tests/none.txt");
    }

    @Test
    void a_repair_is_let_through_despite_what_stood_before() {
        WholeRegistry whole = WholeRegistry.of(2);
        whole.row(Section.ISSUES, "iss:f0").put("severity", "x");
        Validation before = Validation.full(whole.open(), whole.files());
        Draft draft = new Draft(before.registry());
        draft.edit(Section.FEATURES, "feat:f1").put("title", "Other");
        Validation after = before.after(draft.finish(), whole.files());

        assertThat(after.reportAfter(before, false).passed()).isFalse();
        assertThat(after.reportAfter(before, true).passed()).isTrue();
        assertThat(after.reportAfter(before, true).notices()).hasSize(1);
    }

    private static Edit edit(Registry registry, Random random) {
        Draft draft = new Draft(registry);
        for (int i = random.nextInt(3); i >= 0; i--) {
            Section section = Section.values()[random.nextInt(Section.values().length)];
            List<String> ids = draft.ids(section);
            if (ids.isEmpty() || random.nextInt(6) == 0) {
                add(draft, section, random);
                continue;
            }
            String id = ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(12)) {
                case 0 -> draft.remove(section, id);
                case 1 -> rename(draft, section, id, random);
                case 2 -> topLevel(draft, random);
                default -> change(draft.edit(section, id), draft, random);
            }
        }
        return draft.finish();
    }

    private static void add(Draft draft, Section section, Random random) {
        String id = anyId(draft, section, random);
        if (draft.find(section, id).isPresent()) {
            return;
        }
        ObjectNode row = draft.rows(section).stream()
                .findFirst()
                .map(ObjectNode::deepCopy)
                .orElseGet(Json::object);
        row.put("id", id);
        draft.add(section, row);
    }

    private static void rename(Draft draft, Section section, String id, Random random) {
        String after = anyId(draft, section, random);
        if (draft.find(section, after).isEmpty()) {
            draft.rename(section, id, after);
        }
    }

    /** Mostly one that fits; now and then one that stands in another section. */
    private static String anyId(Draft draft, Section section, Random random) {
        Section named = random.nextInt(10) == 0 ? Section.values()[random.nextInt(11)] : section;
        List<String> ids = draft.ids(named);
        return ids.isEmpty() || random.nextInt(3) == 0
                ? named.prefix() + "n" + random.nextInt(8)
                : ids.get(random.nextInt(ids.size()));
    }

    private static void topLevel(Draft draft, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> draft.object("repo").put("kind", random.nextBoolean() ? "repo-local" : "ssot-origin");
            case 1 -> draft.object("paths").put("adr_root", random.nextBoolean() ? ".ssot/adr" : ".ssot/other");
            case 2 ->
                draft.object("guard_policies")
                        .putObject("claim_closure")
                        .put("require_linked_tests_passing", random.nextBoolean());
            case 3 -> ((ArrayNode) draft.object("document_id_reservations").get("adr")).remove(random.nextInt(3));
            default -> draft.object("program").put("active_boundary_id", "bnd:f" + random.nextInt(4));
        }
    }

    private static void change(ObjectNode row, Draft draft, Random random) {
        List<String> fields = new ArrayList<>();
        row.fieldNames().forEachRemaining(fields::add);
        fields.remove("id");
        if (fields.isEmpty()) {
            return;
        }
        String field = fields.get(random.nextInt(fields.size()));
        JsonNode value = row.get(field);
        if (value instanceof ArrayNode list && random.nextInt(8) > 0) {
            if (!list.isEmpty() && random.nextBoolean()) {
                list.remove(random.nextInt(list.size()));
            } else {
                list.add(anyId(draft, sectionOf(field), random));
            }
        } else if (value instanceof ObjectNode object && random.nextInt(8) > 0) {
            change(object, draft, random);
        } else {
            row.set(field, anything(random));
        }
    }

    private static Section sectionOf(String field) {
        return switch (field) {
            case "requires" -> Section.FEATURES;
            case "supersedes", "superseded_by" -> Section.ADRS;
            default ->
                List.of(Section.values()).stream()
                        .filter(section -> field.contains(section.label()))
                        .findFirst()
                        .orElse(Section.FEATURES);
        };
    }

    private static JsonNode anything(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> Json.MAPPER.nullNode();
            case 1 -> Json.MAPPER.valueToTree(random.nextInt(3));
            case 2 -> Json.MAPPER.valueToTree(random.nextBoolean());
            case 3 -> Json.MAPPER.createArrayNode();
            case 4 -> Json.object();
            default -> Json.MAPPER.valueToTree(WORDS.get(random.nextInt(WORDS.size())));
        };
    }

    private static List<FileChange> changes(Registry registry, Random random) {
        if (random.nextInt(4) > 0) {
            return List.of();
        }
        String path = random.nextBoolean()
                ? ".ssot/%s/new.%s"
                        .formatted(random.nextBoolean() ? "adr" : "evidence", random.nextBoolean() ? "md" : "json")
                : registry.rows(Section.values()[random.nextInt(11)]).stream()
                        .map(row -> row.text("path"))
                        .filter(found -> found != null && !found.isBlank() && !found.startsWith(".."))
                        .findFirst()
                        .orElse("tests/f0.txt");
        return random.nextBoolean()
                ? List.of(new FileChange.Delete(path))
                : List.of(new FileChange.Put(path, new byte[] {'{', (byte) (random.nextBoolean() ? ' ' : '}')}));
    }

    private static void make(List<FileChange> changes, MemoryFiles files) {
        for (FileChange change : changes) {
            switch (change) {
                case FileChange.Put(String path, byte[] bytes, boolean _) -> files.put(path, bytes);
                case FileChange.Delete(String path) -> files.remove(path);
            }
        }
    }
}

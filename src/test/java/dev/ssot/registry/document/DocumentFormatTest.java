package dev.ssot.registry.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.RealRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of documents, and reading them back. */
class DocumentFormatTest {

    private static ObjectNode row() {
        ObjectNode row = Json.object()
                .put("id", "spc:1000")
                .put("number", 1000)
                .put("slug", "a-b")
                .put("title", "Say \"hello\"")
                .put("status", "accepted")
                .put("origin", "repo-local")
                .put("kind", "normative");
        row.putArray("supersedes");
        row.putArray("superseded_by");
        row.putArray("status_notes")
                .addObject()
                .put("status", "accepted")
                .put("note", "two\nlines")
                .put("at", "2026-01-02T03:04:05Z");
        row.putArray("adr_ids").add("adr:1000").add("adr:1001");
        return row;
    }

    @Test
    void a_specification_is_written_key_by_key() {
        ObjectNode payload = DocumentPayload.of(
                DocumentKind.SPEC, row(), "\n# Head\n\n- a list\n1. a number\n\n  The summary. \nEnd  ");

        assertThat(text(DocumentWriter.write(payload, "x.yaml"))).isEqualTo("""
                        schema_version: "0.7.0"
                        kind: "spec"
                        id: "spc:1000"
                        number: 1000
                        slug: "a-b"
                        title: "Say \\"hello\\""
                        status: "accepted"
                        origin: "repo-local"
                        decision_date: null
                        tags: []
                        summary: "The summary."
                        supersedes: []
                        superseded_by: []
                        status_notes:
                          -
                            status: "accepted"
                            note: |-
                              two
                              lines
                            at: "2026-01-02T03:04:05Z"
                        references: []
                        body: |-
                          # Head
                        \s\s
                          - a list
                          1. a number
                        \s\s
                            The summary.\s
                          End
                        spec_kind: "normative"
                        adr_ids:
                          - "adr:1000"
                          - "adr:1001"
                        """);
    }

    @Test
    void a_json_document_is_canonical() {
        ObjectNode payload = Json.object().put("title", "ü").put("body", "a\nb");
        payload.putArray("tags");

        assertThat(text(DocumentWriter.write(payload, "x.JSON")))
                .isEqualTo("{\"body\":\"a\\nb\",\"tags\":[],\"title\":\"ü\"}");
    }

    @Test
    void every_kind_of_value_survives() {
        ObjectNode payload = Json.object()
                .put("text", "a: b # c")
                .put("empty", "")
                .put("control", "\u0001\t\u2028")
                .put("wide", "\uD83D\uDE00")
                .put("several", "a\n\n  b\nc")
                .put("body", "one line")
                .put("whole", -12)
                .put("yes", true)
                .put("no", false)
                .putNull("nothing");
        payload.putObject("object").put("k", "v").putObject("none");
        payload.putArray("list")
                .add("x")
                .add("- y\nz")
                .addObject()
                .put("a", 1)
                .putArray("in")
                .add(2);
        payload.withArray("list").addArray().add("deep");
        payload.withArray("list").addObject();

        byte[] written = DocumentWriter.write(payload, "x.yaml");

        assertThat(read(written)).isEqualTo(payload);
        assertThat(DocumentWriter.write(read(written), "x.yaml")).isEqualTo(written);
    }

    @Test
    void any_character_that_ends_a_line_in_the_reference_does_so_in_a_block() {
        ObjectNode payload = Json.object().put("body", "a\u2028b\u000Bc\u0085d\u001Ee\r\nf");

        assertThat(text(DocumentWriter.write(payload, "x.yaml"))).isEqualTo("body: |-\n  a\n  b\n  c\n  d\n  e\n  f\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: \"x\"\r\nb: 1\r\n`      | `{\"a\":\"x\",\"b\":1}`",
                "`\n\na: bare words \n\n`    | `{\"a\":\"bare words \"}`",
                "`a: |\n  x\n\n  y\n`        | `{\"a\":\"x\\n\\ny\"}`",
                "`a:\n  - 1\n  -\n    b: 2`  | `{\"a\":[1,{\"b\":2}]}`",
                "`  {\"a\" : [1.50]} `       | `{\"a\":[1.5]}`",
                "`a: 007`                    | `{\"a\":\"007\"}`",
            })
    void texts_of_others_are_read(String text, String json) {
        assertThat(read(bytes(text))).hasToString(json);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_a_document() {
        assertThat(read(bytes("\uFEFFa: 1\n"))).hasToString("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "just words",
                "a: \"open",
                "a:\n b: 1",
                " a: 1",
                "a: 1\n  b: 2",
                ": 1",
                "a:\n",
                "a:\n  - 1\n    - 2",
                "{\"a\":1,\"a\":2}",
                "{",
            })
    void what_is_no_document_is_said_so(String text) {
        assertThat(DocumentReader.read(bytes(text), "adr/x.yaml"))
                .isEqualTo(new DocumentReader.Reading.Invalid("Document is not valid YAML/JSON content: adr/x.yaml"));
    }

    @Test
    void bytes_that_are_no_text_and_endless_nesting_are_no_documents() {
        String nested = Stream.iterate(0, i -> i + 1)
                .limit(5_000)
                .map(i -> "  ".repeat(i) + "a:\n")
                .reduce("", String::concat);
        for (byte[] bytes : List.of(new byte[] {'a', ':', ' ', (byte) 0xFF}, bytes(nested))) {
            assertThat(DocumentReader.read(bytes, "x")).isInstanceOf(DocumentReader.Reading.Invalid.class);
        }
    }

    @Test
    void a_list_is_no_payload() {
        assertThat(DocumentReader.read(bytes("- 1\n"), "x"))
                .isEqualTo(new DocumentReader.Reading.Invalid("Document payload must be an object: x"));
    }

    @Test
    void old_sections_make_a_body() {
        ObjectNode payload = Json.object();
        ObjectNode sections = payload.putObject("sections");
        sections.putArray("context").add(" why ").add("and how");
        sections.putArray("open_questions").add("which");
        sections.putArray("consequences").add("left out");

        assertThat(DocumentBody.of(DocumentKind.ADR, payload))
                .contains("## Context\n\nwhy\n\nand how\n\n## Open Questions\n\nwhich");
        sections.removeAll();
        sections.putArray("decision").add("only this");
        assertThat(DocumentBody.of(DocumentKind.ADR, payload)).contains("only this");
        assertThat(DocumentBody.of(DocumentKind.SPEC, payload)).contains("## Decision\n\nonly this");
        assertThat(DocumentBody.of(DocumentKind.SPEC, Json.object())).isEmpty();
    }

    @Test
    void a_hash_does_not_depend_on_the_line_ends_of_a_checkout() {
        assertThat(DocumentFiles.contentHash(bytes("a: ü\r\n")))
                .isEqualTo(DocumentFiles.contentHash(bytes("a: ü\n")))
                .isNotEqualTo(DocumentFiles.contentHash(bytes("a: u\n")));
    }

    /** Somebody edited seven of them by hand and left blank lines without the spaces of their block. */
    @Test
    void every_real_document_survives(@TempDir Path folder) throws Exception {
        Path root = RealRegistry.unpack(folder);
        int exact = 0;
        int seen = 0;
        for (DocumentKind kind : DocumentKind.values()) {
            String below = kind == DocumentKind.ADR ? ".ssot/adr" : ".ssot/specs";
            try (Stream<Path> files = Files.list(root.resolve(below))) {
                for (Path file : files.toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    ObjectNode payload = read(bytes);
                    String written = text(DocumentWriter.write(payload, file.toString()));
                    assertThat(written.replace("\n  \n", "\n\n").replace("\n  \n", "\n\n"))
                            .as(file.toString())
                            .isEqualTo(text(bytes).replace("\n  \n", "\n\n").replace("\n  \n", "\n\n"));
                    exact += written.equals(text(bytes)) ? 1 : 0;
                    assertThat(DocumentRules.problem(kind, payload))
                            .as(file.toString())
                            .isEmpty();
                    seen++;
                }
            }
        }
        assertThat(seen).isEqualTo(184);
        assertThat(exact).isEqualTo(177);
    }

    private static ObjectNode read(byte[] bytes) {
        assertThat(DocumentReader.read(bytes, "x.yaml")).isInstanceOf(DocumentReader.Reading.Read.class);
        return ((DocumentReader.Reading.Read) DocumentReader.read(bytes, "x.yaml")).payload();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

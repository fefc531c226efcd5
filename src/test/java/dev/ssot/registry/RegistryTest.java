package dev.ssot.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.support.RealRegistry;
import dev.ssot.support.RegistryGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {

    @Test
    void the_real_registry_is_written_back_byte_for_byte(@TempDir Path folder)
            throws IOException, InterruptedException {
        byte[] bytes = Files.readAllBytes(RealRegistry.unpack(folder).resolve(".ssot/registry.json"));

        Registry registry = opened(bytes);

        assertThat(registry.canonicalBytes()).isEqualTo(bytes);
        assertThat(registry.contentHash()).isEqualTo(CanonicalJson.hash(bytes));
        assertThat(registry.rows(Section.FEATURES)).hasSize(388);
        assertThat(registry.rows(Section.CLAIMS)).hasSize(1185);
    }

    @Test
    void unknown_fields_odd_numbers_and_odd_characters_survive() {
        ObjectNode document = RegistryGenerator.skeleton();
        ObjectNode feature = ((ArrayNode) document.get("features")).addObject().put("id", "feat:a");
        feature.put("x-unknown", "tab\tnul\u0000 \u2028 \uD83D\uDE00 é")
                .put("float", 1e21)
                .put("small", 1e-7);
        feature.set("long", Json.MAPPER.getNodeFactory().numberNode(new java.math.BigInteger("9".repeat(60))));
        byte[] bytes = CanonicalJson.write(document);

        assertThat(opened(bytes).canonicalBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3       | Registry schema_version 3 is older than supported schema_version 0.7.0; run `ssot upgrade /repo`",
                "'\"0.6.0\"' | Registry schema_version 0.6.0 is older than supported schema_version 0.7.0; run `ssot upgrade /repo`",
                "'\"0.6.5\"' | Registry schema_version must be 0.7.0",
                "11      | Registry schema_version is unsupported: 11",
                "'\"next\"'  | Registry schema_version is unsupported: 'next'",
                "null    | Registry schema_version is unsupported: None",
                "1.5     | Registry schema_version is unsupported: 1.5",
            })
    void other_schema_versions_are_refused_with_what_to_do(String version, String message) {
        Registry.Opening opening = open("{\"schema_version\":%s}".formatted(version));

        assertThat(opening).isEqualTo(new Registry.Opening.Refused(message));
    }

    @Test
    void version_0_8_0_opens_for_writing_and_keeps_its_version() {
        Registry registry = ((Registry.Opening.Opened) open("{\"schema_version\":\"0.8.0\"}")).registry();

        assertThat(registry.readOnly()).isFalse();
        assertThat(registry.canonicalBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"schema_version\":\"0.8.0\"}");
    }

    @ParameterizedTest
    @CsvSource({"0.9.0", "0.7.1", "1.0.0", "10.0.0"})
    void a_newer_version_opens_for_reading_with_a_warning(String version) {
        Registry registry =
                ((Registry.Opening.Opened) open("{\"schema_version\":\"%s\"}".formatted(version))).registry();

        assertThat(registry.readOnly()).isTrue();
        assertThat(registry.warnings()).singleElement().asString().contains(version);
    }

    @Test
    void what_is_no_registry_is_refused_and_named() {
        assertThat(open("[]")).isInstanceOf(Registry.Opening.Refused.class);
        assertThat(((Registry.Opening.Refused) open("{")).message()).startsWith("Invalid JSON for registry.json: ");
    }

    @Test
    void a_replaced_row_leaves_the_first_snapshot_as_it_was() {
        ObjectNode document = RegistryGenerator.skeleton();
        ((ArrayNode) document.get("tests")).addObject().put("id", "tst:a").put("status", "planned");
        Registry before = opened(CanonicalJson.write(document));

        Draft draft = new Draft(before);
        draft.edit(Section.TESTS, "tst:a").put("status", "passing");
        Registry after = draft.finish().after();

        assertThat(before.find(Section.TESTS, "tst:a").orElseThrow().text("status"))
                .isEqualTo("planned");
        assertThat(after.find(Section.TESTS, "tst:a").orElseThrow().text("status"))
                .isEqualTo("passing");
        assertThat(before.contentHash()).isNotEqualTo(after.contentHash());
        assertThat(opened(after.canonicalBytes()).contentHash()).isEqualTo(after.contentHash());
    }

    private static Registry opened(byte[] bytes) {
        return ((Registry.Opening.Opened) Registry.open(bytes, "registry.json", "/repo")).registry();
    }

    private static Registry.Opening open(String json) {
        return Registry.open(json.getBytes(StandardCharsets.UTF_8), "registry.json", "/repo");
    }
}

package dev.ssot.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published contracts say what the code does. */
class ContractTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @Test
    void every_tool_of_the_default_tier_is_described_and_closed() {
        List<CatalogEntry> tools = Catalog.load().entries().stream()
                .filter(entry -> entry.mcp() != null && entry.mcp().tier().equals("core"))
                .toList();

        assertThat(tools).hasSizeBetween(1, 30);
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.description()).hasSizeGreaterThan(40).isNotEqualTo(tool.title());
            assertThat(tool.inputSchema().path("additionalProperties").asBoolean(true))
                    .isFalse();
            assertThat(tool.inputSchema().at("/properties/repo").isObject()).isTrue();
            assertThat(tool.inputSchema().at("/properties/request_id").isObject())
                    .isEqualTo(tool.writes());
            assertThat(tool.outputSchema().at("/properties/passed").isObject()).isTrue();
            assertThat(tool.writes()).isNotEqualTo(tool.sideEffects().equals("read_only"));
            assertThat(tool.mcp().readRole()).isEqualTo(!tool.writes());
        });
    }

    @Test
    void a_catalog_that_declares_a_name_twice_is_refused(@TempDir Path copy) throws IOException {
        Path catalog = copy.resolve(CatalogSource.PATH);
        Files.createDirectories(catalog.getParent());
        String text = Files.readString(PROJECT.resolve(CatalogSource.PATH));
        Files.writeString(catalog, text.replace("orch.slice_renew", "orch.slice_claim"));

        assertThatThrownBy(() -> CatalogSource.read(copy))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("orch.slice_claim");
    }

    @Test
    void bounds_and_defaults_of_the_records_reach_the_schema() {
        ObjectNode ttl = (ObjectNode)
                Catalog.load().find("slice.claim").orElseThrow().inputSchema().at("/properties/ttl_seconds");

        ttl.remove("description");

        assertThat((Object) ttl)
                .isEqualTo(Json.object()
                        .put("type", "integer")
                        .put("default", 1800)
                        .put("minimum", 1)
                        .put("maximum", 86400));
    }
}

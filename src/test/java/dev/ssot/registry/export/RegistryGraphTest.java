package dev.ssot.registry.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.support.RegistryGenerator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class RegistryGraphTest {

    @Test
    void every_reference_that_the_graph_knows_is_an_edge_in_the_order_of_the_reference() {
        RegistryGraph graph = RegistryGraph.of(registry(Map.of(
                "boundaries", List.of(row("bnd:b", "feature_ids", "feat:f", "profile_ids", "prf:p")),
                "profiles", List.of(row("prf:p", "feature_ids", "feat:f", "profile_ids", "prf:q")),
                "releases",
                        List.of(
                                row("rel:1", "boundary_ids", "bnd:b", "claim_ids", "clm:c", "evidence_ids", "evd:e"),
                                row("rel:2").put("boundary_id", "bnd:b")),
                "features",
                        List.of(row(
                                "feat:f",
                                "parent_feature_ids",
                                "feat:p",
                                "spec_ids",
                                "spc:0001",
                                "requires",
                                "feat:r",
                                "test_ids",
                                "tst:t")),
                "specs", List.of(row("spc:0001", "adr_ids", "adr:0001")),
                "claims", List.of(row("clm:c", "feature_ids", "feat:f", "test_ids", "tst:t", "evidence_ids", "evd:e")),
                "tests", List.of(row("tst:t", "evidence_ids", "evd:e")),
                "issues", List.of(row("iss:i", "risk_ids", "rsk:r", "feature_ids", "feat:f")),
                "risks", List.of(row("rsk:r", "issue_ids", "iss:i")))));

        assertThat(graph.edges())
                .extracting(edge -> edge.type() + " " + edge.from() + " " + edge.to())
                .containsExactly(
                        "SCOPES bnd:b feat:f",
                        "SCOPES_PROFILE bnd:b prf:p",
                        "BUNDLES prf:p feat:f",
                        "COMPOSES prf:p prf:q",
                        "USES_BOUNDARY rel:1 bnd:b",
                        "PUBLISHES rel:1 clm:c",
                        "INCLUDES rel:1 evd:e",
                        "USES_BOUNDARY rel:2 bnd:b",
                        "CONTAINS feat:p feat:f",
                        "SPECIFIED_BY feat:f spc:0001",
                        "REQUIRES feat:f feat:r",
                        "COVERED_BY feat:f tst:t",
                        "DECIDED_BY spc:0001 adr:0001",
                        "DECIDED_BY feat:f adr:0001",
                        "ASSERTS clm:c feat:f",
                        "VERIFIES tst:t clm:c",
                        "SUPPORTS evd:e clm:c",
                        "DERIVES_FROM evd:e tst:t",
                        "AFFECTS iss:i feat:f",
                        "AFFECTS iss:i rsk:r",
                        "AFFECTS rsk:r iss:i");
    }

    @Test
    void a_graph_is_written_as_data_and_for_graphviz() {
        RegistryGraph graph = small();

        assertThat(new String(CanonicalJson.write(graph.json()), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"edges\":[{\"from\":\"clm:c\",\"to\":\"feat:f\",\"type\":\"ASSERTS\"}],"
                                + "\"nodes\":[{\"id\":\"feat:f\",\"kind\":\"feature\"},{\"id\":\"clm:c\",\"kind\":\"claim\"}]}");
        assertThat(graph.dot()).isEqualTo("""
                        digraph ssot_registry {
                          "feat:f" [label="feat:f\\\\n(feature)"];
                          "clm:c" [label="clm:c\\\\n(claim)"];
                          "clm:c" -> "feat:f" [label="ASSERTS"];
                        }
                        """);
    }

    @Test
    void pictures_are_well_formed_and_show_every_node_and_edge() throws Exception {
        RegistryGraph graph = RegistryGraph.of(registry(Map.of(
                "features",
                List.of(
                        row("feat:<&>\u0001"),
                        row("feat:g", "requires", "feat:<&>\u0001", "parent_feature_ids", "x")))));

        var svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(SvgPicture.of(graph).getBytes(StandardCharsets.UTF_8)));
        BufferedImage png =
                ImageIO.read(new ByteArrayInputStream(PngPicture.of(graph).orElseThrow()));

        assertThat(svg.getElementsByTagName("text").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("path").getLength())
                .as("an edge to a row that is not there has no end")
                .isEqualTo(1);
        assertThat(png.getWidth() + "x" + png.getHeight())
                .isEqualTo(svg.getDocumentElement().getAttribute("width") + "x"
                        + svg.getDocumentElement().getAttribute("height"));
        assertThat(png.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(png.getRGB(22, 22) & 0xFFFFFF).isEqualTo(0xCFE2F3);
    }

    @Test
    void an_empty_registry_has_an_empty_picture() {
        RegistryGraph graph = RegistryGraph.of(registry(Map.of()));

        assertThat(SvgPicture.of(graph)).doesNotContain("<path");
        assertThat(PngPicture.of(graph)).isPresent();
    }

    private static RegistryGraph small() {
        return RegistryGraph.of(registry(
                Map.of("features", List.of(row("feat:f")), "claims", List.of(row("clm:c", "feature_ids", "feat:f")))));
    }

    /** A row with lists of one id each, in fields and ids in turn. */
    private static ObjectNode row(String id, String... fieldsAndIds) {
        ObjectNode row = Json.object().put("id", id);
        for (int i = 0; i < fieldsAndIds.length; i += 2) {
            row.putArray(fieldsAndIds[i]).add(fieldsAndIds[i + 1]);
        }
        return row;
    }

    private static Registry registry(Map<String, List<ObjectNode>> rows) {
        ObjectNode document = RegistryGenerator.skeleton();
        document.putArray("boundaries");
        document.putArray("releases");
        rows.forEach((section, added) -> ((ArrayNode) document.get(section)).addAll(added));
        return ((Registry.Opening.Opened) Registry.open(CanonicalJson.write(document), "test", "test")).registry();
    }
}

package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.operation.Catalog;
import dev.ssot.support.McpClient;
import dev.ssot.support.TestRepository;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Further names of tools, on the wire. */
class WireAliasesIT extends FrontFixture {

    @Test
    void a_call_by_an_alias_is_a_call_of_the_tool_and_says_so() throws Exception {
        TestRepository.in(repository).ready("a").write();
        McpClient client = session();

        JsonNode byAlias = client.callTool("vox_campaign_status", object().put("campaign_id", "campaign:none"));
        JsonNode byName = client.callTool("get_campaign_status", object().put("campaign_id", "campaign:none"));

        assertThat(byAlias.path("isError").asBoolean()).isFalse();
        assertThat(byAlias.path("structuredContent")).isEqualTo(byName.path("structuredContent"));
        assertThat(byAlias.at("/_meta/vox_alias_of").asText()).isEqualTo("get_campaign_status");
        assertThat(byAlias.at("/_meta/vox_backend").asText()).isEqualTo("direct");
        assertThat(byName.path("_meta").has("vox_alias_of")).isFalse();
    }

    @Test
    void an_alias_is_not_listed() {
        assertThat(Catalog.load().aliases()).isNotEmpty();
        assertThat(session().list("tools"))
                .noneMatch(tool ->
                        Catalog.load().aliases().containsKey(tool.path("name").asText()));
    }

    @Test
    void an_alias_of_a_tool_of_another_tier_is_refused_like_the_tool() {
        McpClient client = client(
                McpClient.session(repository, Map.of(dev.ssot.environment.Variable.VOX_MCP_TIERS.toString(), "dev")));

        JsonNode refused = client.callTool("vox_campaign_status", object());

        assertThat(refused.at("/structuredContent/code").asText()).isEqualTo("tier_not_enabled");
        assertThat(refused.at("/structuredContent/error").asText()).isEqualTo("tool is not enabled for tiers: dev");
        assertThat(refused.at("/_meta/vox_alias_of").asText()).isEqualTo("get_campaign_status");
    }
}

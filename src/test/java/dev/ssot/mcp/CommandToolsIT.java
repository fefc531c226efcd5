package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.cli.command.CommandTable;
import dev.ssot.environment.Variable;
import dev.ssot.support.McpClient;
import dev.ssot.support.TestRepository;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tools that stand for commands, in their tier and outside it. */
class CommandToolsIT extends FrontFixture {

    @Test
    void there_is_one_for_each_command_and_it_puts_the_words_together() throws Exception {
        TestRepository.in(repository).ready("a").write();
        McpClient client =
                client(McpClient.session(repository, Map.of(Variable.VOX_MCP_TIERS.toString(), "core,advanced")));

        assertThat(client.list("tools").stream().filter(CommandToolsIT::standsForCommand))
                .as("one for each path, and one for all")
                .hasSize(CommandTable.paths().size() + 1);

        var arguments = object();
        arguments.putArray("global_args").add("--output-format").add("csv");
        arguments.putArray("args").add("--ids").add("feat:a");
        JsonNode result = client.callTool("ssot_cli__feature__list", arguments).path("structuredContent");
        assertThat(result.path("args"))
                .hasToString("[\"--output-format\",\"csv\",\"feature\",\"list\",\"--ids\",\"feat:a\"]");
        assertThat(result.path("output").asText()).contains("feat:a");
    }

    @Test
    void there_is_none_in_the_default_tier() {
        assertThat(session().list("tools")).noneMatch(CommandToolsIT::standsForCommand);
    }

    private static boolean standsForCommand(JsonNode tool) {
        return tool.path("name").asText().startsWith("ssot_cli__");
    }
}

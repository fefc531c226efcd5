package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.support.Agent;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The forgeries through a real {@code ssot-mcp} process, as an agent tries them. */
class ForgerySuiteIT extends ForgerySuite {

    @TempDir
    static Path state;

    private static Agent agent;

    @BeforeAll
    static void start() {
        agent = Agent.explicit(Map.of("XDG_STATE_HOME", state.toString(), "XDG_RUNTIME_DIR", state.toString()));
    }

    @AfterAll
    static void end() {
        agent.close();
    }

    @Override
    Path approvals() {
        return state;
    }

    @Override
    ForgeryScene.Caller tools(Path repository) {
        return (tool, arguments) -> {
            ObjectNode named = arguments.deepCopy().put("repo", repository.toString());
            return agent.call(tool, named).content();
        };
    }
}

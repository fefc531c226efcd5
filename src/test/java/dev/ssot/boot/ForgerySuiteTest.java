package dev.ssot.boot;

import dev.ssot.environment.Environment;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Outcome;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The forgeries in this process: quick to run, and what the suite with a real front is worked out with. */
class ForgerySuiteTest extends ForgerySuite {

    private static final Catalog CATALOG = Catalog.load();

    @TempDir
    static Path state;

    private static LocalEngine engine;

    @BeforeAll
    static void open() {
        engine = new LocalEngine(
                CATALOG,
                InstantSource.system(),
                new Environment(Map.of("XDG_STATE_HOME", state.toString(), "PATH", System.getenv("PATH"))));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Override
    Path approvals() {
        return state;
    }

    @Override
    ForgeryScene.Caller tools(Path repository) {
        return (tool, arguments) -> switch (engine.operations()
                .call(new Call(CATALOG.resolve(tool).orElseThrow().id(), repository, arguments, null))) {
            case Outcome.Answered answered -> answered.result();
            case Outcome.Refused refused -> refused.refusal().result();
        };
    }
}

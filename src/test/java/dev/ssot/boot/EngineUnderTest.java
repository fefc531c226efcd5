package dev.ssot.boot;

import dev.ssot.environment.Environment;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import java.time.InstantSource;

/** The engine in this process, wired as a front or the daemon wires it. */
public final class EngineUnderTest implements Operations, AutoCloseable {

    private final LocalEngine engine =
            new LocalEngine(Catalog.load(), InstantSource.system(), Environment.ofThisProcess());

    @Override
    public Outcome call(Call call) {
        return engine.operations().call(call);
    }

    @Override
    public void close() {
        engine.close();
    }
}

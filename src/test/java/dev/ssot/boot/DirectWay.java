package dev.ssot.boot;

import dev.ssot.environment.Environment;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Outcome;
import dev.ssot.support.SettableClock;
import java.nio.file.Path;
import java.util.Map;

/** On the files, in this process. */
final class DirectWay implements OperationsContract.Way {

    private final LocalEngine engine;

    DirectWay(SettableClock clock, Path runtime) {
        Environment environment =
                new Environment(Map.of("XDG_STATE_HOME", runtime.toString(), "PATH", System.getenv("PATH")));
        this.engine = new LocalEngine(Catalog.load(), clock, environment);
    }

    @Override
    public Outcome call(Call call) {
        return engine.operations().call(call);
    }

    @Override
    public void close() {
        engine.close();
    }
}

package dev.ssot.boot;

import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Outcome;
import dev.ssot.support.SettableClock;

/** On the files, in this process. */
final class DirectWay implements OperationsContract.Way {

    private final LocalEngine engine;

    DirectWay(SettableClock clock) {
        this.engine = new LocalEngine(Catalog.load(), clock);
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

package dev.ssot.boot;

import dev.ssot.support.SettableClock;
import java.nio.file.Path;

class DaemonExecutedCompletionIT extends ExecutedCompletionContract {

    @Override
    Way open(SettableClock time, Path runtimeFolder) throws Exception {
        return new DaemonWay(time, runtimeFolder);
    }
}

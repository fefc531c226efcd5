package dev.ssot.boot;

import dev.ssot.support.SettableClock;
import java.nio.file.Path;

class DirectExecutedCompletionTest extends ExecutedCompletionContract {

    @Override
    Way open(SettableClock time, Path runtimeFolder) throws Exception {
        return new DirectWay(time, runtimeFolder);
    }
}

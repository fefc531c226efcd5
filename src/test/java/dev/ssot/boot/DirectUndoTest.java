package dev.ssot.boot;

import dev.ssot.support.SettableClock;
import java.nio.file.Path;

class DirectUndoTest extends UndoContract {

    @Override
    Way open(SettableClock time, Path runtimeFolder) {
        return new DirectWay(time, runtimeFolder);
    }
}

package dev.ssot.boot;

import dev.ssot.support.SettableClock;
import java.nio.file.Path;

class DirectReleaseTest extends ReleaseContract {

    @Override
    Way open(SettableClock time, Path runtimeFolder) {
        return new DirectWay(time, runtimeFolder);
    }
}

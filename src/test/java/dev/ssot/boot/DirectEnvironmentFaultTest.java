package dev.ssot.boot;

import dev.ssot.support.SettableClock;
import java.nio.file.Path;

class DirectEnvironmentFaultTest extends EnvironmentFaultContract {

    @Override
    Way open(SettableClock time, Path runtimeFolder) {
        return new DirectWay(time, runtimeFolder);
    }
}

package dev.ssot.boot;

import dev.ssot.support.SettableClock;
import java.nio.file.Path;

class DirectWorkspaceTest extends WorkspaceContract {

    @Override
    Way open(SettableClock time, Path runtimeFolder) {
        return new DirectWay(time, runtimeFolder);
    }
}

package dev.ssot.cli.command;

import java.nio.file.Path;

/** Looks at everything that the work on a repository rests on. */
@FunctionalInterface
public interface Doctor {

    /**
     * Says what is wrong and how to mend it.
     *
     * @param path the repository or anything below it
     * @param fix whether to mend what is safe to mend
     */
    DaemonControl.Report examine(Path path, boolean fix);
}

package dev.ssot.selftest;

import java.io.IOException;

/** One kind of test. */
@FunctionalInterface
interface Trial {

    void run(Testbed bed) throws IOException, InterruptedException;
}

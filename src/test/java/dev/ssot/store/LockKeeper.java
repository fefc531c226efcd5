package dev.ssot.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that takes the kernel's lock of the registry under {@code root}, says so, and keeps it while it lives. */
final class LockKeeper {

    private LockKeeper() {}

    public static void main(String[] arguments) throws IOException {
        OsLock lock = OsLock.open(ControlFolder.of(Path.of(arguments[0])));
        System.out.println(lock.tryLock(new Patience(Duration.ofSeconds(60))));
        while (System.in.read() >= 0) {
            // Until it is killed or its parent is gone.
        }
    }

    /** Answers when the lock is taken. */
    static Process start(Repository repository) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockKeeper.class.getName(),
                        repository.root().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        if (!"true".equals(output.readLine())) {
            throw new IllegalStateException("the lock was not taken");
        }
        return process;
    }
}

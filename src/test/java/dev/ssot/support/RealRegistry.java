package dev.ssot.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real registry of 388 features that stands beside the project where it was handed out; never in the project. */
public final class RealRegistry {

    private static final Path ARCHIVE = Path.of("..", "shared", "data", "ssot-registry-0.7.0.tar.gz");

    private RealRegistry() {}

    public static boolean isThere() {
        return Files.exists(ARCHIVE);
    }

    /** Unpacks it below the folder and answers its root; skips the test where the archive is absent. */
    public static Path unpack(Path folder) throws IOException, InterruptedException {
        assumeTrue(isThere(), "skipped: the real registry is not at " + ARCHIVE);
        Process tar = new ProcessBuilder("tar", "xzf", ARCHIVE.toAbsolutePath().toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        if (!tar.waitFor(60, TimeUnit.SECONDS) || tar.exitValue() != 0) {
            throw new IOException("cannot unpack " + ARCHIVE);
        }
        return folder.resolve("ssot-registry").toRealPath();
    }
}

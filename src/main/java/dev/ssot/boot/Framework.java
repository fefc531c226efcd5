package dev.ssot.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Boots Quarkus, with settings of ours and none of the folder that the process happens to stand in. */
final class Framework {

    /**
     * How it ended.
     *
     * @param failure of the framework itself; what fails in the application is a status
     */
    record Ended(int status, @Nullable Throwable failure) {}

    private Framework() {}

    /** Returns when the application has ended. */
    static Ended run(String profile, Class<? extends QuarkusApplication> application, String... args) {
        System.setProperty("quarkus.profile", profile);
        // Quarkus would read .env and config/ there: files of a repository, which its workers may write. Paths are
        // not resolved by this property once the JVM has started.
        System.setProperty("user.dir", System.getProperty("java.home"));
        AtomicInteger status = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Quarkus.run(
                application,
                (code, cause) -> {
                    status.set(code);
                    failure.set(cause);
                },
                args);
        return new Ended(status.get(), failure.get());
    }
}

package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.mcp.StdioFront;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.tool.RepositoryScope;
import dev.ssot.operation.tool.Tiers;
import dev.ssot.operation.tool.Toolbox;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The front's process, from the booted framework to the end of its client. */
@Singleton
final class McpFront implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(McpFront.class);

    /** An orderly end takes milliseconds; a call that hangs must not keep an orphan. */
    private static final Executor LAST_RESORT = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

    private final StdioFront front;

    McpFront(StdioFront front) {
        this.front = front;
    }

    /** @param args the pinned repository, or nothing when each call names its own */
    @Override
    public int run(String... args) {
        try {
            Environment environment = Environment.ofThisProcess();
            Catalog catalog = Catalog.load();
            FrontBackend backend = FrontBackend.session(environment, catalog);
            RepositoryScope scope =
                    args.length == 0 ? new RepositoryScope.Explicit() : new RepositoryScope.Pinned(Path.of(args[0]));
            Toolbox toolbox = Toolbox.of(catalog, Tiers.in(environment), backend.shell()::surface);
            front.open(catalog, toolbox, backend.calls(), scope, McpFront::clientGone);
            if (args.length > 0) {
                backend.warmUp(Path.of(args[0]));
            }
        } catch (RuntimeException | Error | ConfigurationError failure) {
            // Without its tools the server is worse than none: the client would keep it for the session.
            LOG.error("The front could not start", failure);
            System.err.println("ssot-mcp cannot start: " + failure.getMessage());
            return 1;
        }
        Quarkus.waitForExit();
        return 0;
    }

    private static void clientGone() {
        LAST_RESORT.execute(() -> Runtime.getRuntime().halt(0));
        Quarkus.asyncExit(0);
    }
}

package dev.ssot.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Refusal;
import java.nio.file.Path;

/** What only the daemon around the server can answer. Called from many threads at once. */
public interface Household {

    /** Which repository a path is. */
    sealed interface Located {

        /**
         * @param root the canonical root, on which the call then runs
         * @param repositoryId as the daemon computes it
         */
        record At(Path root, String repositoryId) implements Located {}

        record Nowhere(Refusal refusal) implements Located {}
    }

    /** Canonicalises the path and computes the id; on the path of every call, so it must be cheap when repeated. */
    Located locate(Path root);

    /** The result of {@code orch.daemon_status}. */
    ObjectNode status();

    /** Told once {@code orch.shutdown} has been answered, on a thread of its own: drain, close the server, exit. */
    void leave();
}

package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.workspace.ProcessIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation, as every door hands it in.
 *
 * @param operationId the id in the catalog: {@code slice.claim}
 * @param root the path that names the repository: its root, or anything below it
 * @param arguments by their published names, without {@code repo} and {@code request_id}
 * @param requestId the name of this request for the sake of retries; null runs it without a recorded answer
 * @param session the process that goes on after the call and may call again, such as an agent's front; null for a
 *     command, whose process ends with its call
 */
public record Call(
        String operationId,
        Path root,
        ObjectNode arguments,
        @Nullable String requestId,
        @Nullable ProcessIdentity session) {

    /** A call that belongs to no session. */
    public Call(String operationId, Path root, ObjectNode arguments, @Nullable String requestId) {
        this(operationId, root, arguments, requestId, null);
    }

    /** The same call, of a session. */
    public Call of(ProcessIdentity caller) {
        return new Call(operationId, root, arguments, requestId, caller);
    }
}

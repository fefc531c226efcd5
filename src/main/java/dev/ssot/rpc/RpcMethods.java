package dev.ssot.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the daemon's methods lead to, found by calling each of them where no operation is run. */
public final class RpcMethods {

    private static final Path ANYWHERE = Path.of("").toAbsolutePath();
    private static final String REPOSITORY = "any";

    private RpcMethods() {}

    /**
     * Each method that is answered, with the operation that a call of it reaches; empty for one of the protocol itself.
     *
     * @param operations by their methods, as the daemon is given them
     */
    public static Map<String, Optional<String>> reached(Map<String, CatalogEntry> operations) {
        Map<String, Optional<String>> reached = new LinkedHashMap<>();
        String[] last = new String[1];
        Dispatcher dispatcher = new Dispatcher(
                call -> {
                    last[0] = call.operationId();
                    return Outcome.refused(ErrorCode.NOT_AVAILABLE, "nothing is run here", "");
                },
                operations,
                new Anywhere(),
                "",
                0);
        ObjectNode params = Protocol.params(ANYWHERE, REPOSITORY, null, JsonNodeFactory.instance.objectNode());
        for (String method : dispatcher.methods()) {
            last[0] = null;
            var _ = dispatcher.answer(new Request(TextNode.valueOf(method), method, params.deepCopy()), _ -> {});
            reached.put(method, Optional.ofNullable(last[0]));
        }
        return reached;
    }

    /** A household in which every path is the same repository. */
    private static final class Anywhere implements Household {

        @Override
        public Located locate(Path root) {
            return new Located.At(root, REPOSITORY);
        }

        @Override
        public ObjectNode status() {
            return JsonNodeFactory.instance.objectNode();
        }

        @Override
        public void leave() {
            throw new IllegalStateException("nobody asked to leave");
        }
    }
}

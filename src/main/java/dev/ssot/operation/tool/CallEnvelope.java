package dev.ssot.operation.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Limits;
import dev.ssot.operation.OperatorsOwn;
import dev.ssot.operation.Refusal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The two arguments that belong to the door and not to the operation: {@code repo} and {@code request_id}. */
final class CallEnvelope {

    private static final String REPO = "repo";
    private static final String REQUEST_ID = "request_id";

    private final RepositoryScope scope;

    CallEnvelope(RepositoryScope scope) {
        this.scope = scope;
    }

    /** What opening a tool's arguments led to. */
    sealed interface Opened {

        record Ready(Call call) implements Opened {}

        record Refused(Refusal refusal) implements Opened {}
    }

    /** Takes the envelope off the arguments; a write always gets a request id, so that it can be asked again. */
    Opened open(CatalogEntry entry, ObjectNode arguments) {
        JsonNode repo = arguments.remove(REPO);
        JsonNode requestId = arguments.remove(REQUEST_ID);
        if (!textOrAbsent(repo)) {
            return invalid("repo must be a string", "Leave repo out, or give the path of the repository as a string.");
        }
        if (!textOrAbsent(requestId) || !wellFormed(text(requestId))) {
            return invalid(
                    "request_id must be a string of 1 to %d visible characters without spaces".formatted(Limits.NAME),
                    "Leave request_id out, or give a name such as \"claim-0001\".");
        }
        Optional<Refusal> operators = OperatorsOwn.refusal(arguments);
        if (operators.isPresent()) {
            return new Opened.Refused(operators.get());
        }
        return switch (scope.choose(text(repo))) {
            case RepositoryScope.Choice.Refused(Refusal refusal) -> new Opened.Refused(refusal);
            case RepositoryScope.Choice.Chosen(Path root) ->
                new Opened.Ready(new Call(entry.id(), root, arguments, requestId(entry, text(requestId))));
        };
    }

    private static @Nullable String requestId(CatalogEntry entry, @Nullable String given) {
        if (!entry.writes()) {
            return null;
        }
        return given == null ? UUID.randomUUID().toString() : given;
    }

    private static boolean wellFormed(@Nullable String requestId) {
        return requestId == null || (requestId.length() <= Limits.NAME && requestId.matches(Limits.NAME_FORM));
    }

    private static boolean textOrAbsent(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.isTextual();
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.textValue();
    }

    private static Opened invalid(String message, String next) {
        return new Opened.Refused(new Refusal(ErrorCode.INVALID_ARGUMENTS, message, next));
    }
}

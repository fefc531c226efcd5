package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.registry.Row;
import java.util.function.Function;

/** The id in an entity that a caller sends. */
final class EntityIds {

    private EntityIds() {}

    static <A extends Record> Reply<A> required(ObjectNode entity, Function<String, Reply<A>> use) {
        String id = Row.text(entity, "id");
        return id == null || id.isBlank()
                ? Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        "entity.id is required",
                        "Send the row with its id, such as feat:login.")
                : use.apply(id);
    }
}

package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Version;
import dev.ssot.registry.Section;
import dev.ssot.registry.document.Stamp;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One change of one row, by whatever operation.
 *
 * @param tool what the event says did it
 */
record EntityWrite(
        String section,
        String entityId,
        String tool,
        @Nullable String expectedRevision,
        WrittenUnder lease) {

    /** @param describe adds to the event what the operation alone knows, from the answer */
    <A extends Record> Reply<A> run(
            Context context,
            Function<EntityMutations, RegistryMutation> mutation,
            BiConsumer<ObjectNode, ObjectNode> describe) {
        Stamp stamp = new Stamp(context.now(), Version.current());
        return lease.complete(ref -> Sections.named(
                section,
                named -> new RegistryWrite(
                                mutation.apply(EntityMutations.of(named, stamp)),
                                expectedRevision,
                                ref,
                                answer -> event(named, answer, describe))
                        .run(context)));
    }

    private ObjectNode event(Section named, ObjectNode answer, BiConsumer<ObjectNode, ObjectNode> describe) {
        ObjectNode event = RegistryWrite.event(tool, named.key(), entityId);
        describe.accept(event, answer);
        return event;
    }
}

package dev.ssot.operation.engine;

import dev.ssot.operation.entity.EntityChangeResult;
import dev.ssot.operation.entity.EntityCreate;
import dev.ssot.operation.entity.EntityCreateRequest;
import dev.ssot.operation.entity.EntityDelete;
import dev.ssot.operation.entity.EntityDeleteRequest;
import dev.ssot.operation.entity.EntityDeleteResult;
import dev.ssot.operation.entity.EntityGet;
import dev.ssot.operation.entity.EntityGetRequest;
import dev.ssot.operation.entity.EntityGetResult;
import dev.ssot.operation.entity.EntityLinks;
import dev.ssot.operation.entity.EntityLinksRequest;
import dev.ssot.operation.entity.EntityList;
import dev.ssot.operation.entity.EntityListRequest;
import dev.ssot.operation.entity.EntityListResult;
import dev.ssot.operation.entity.EntitySearch;
import dev.ssot.operation.entity.EntitySearchRequest;
import dev.ssot.operation.entity.EntitySearchResult;
import dev.ssot.operation.entity.EntityUpdate;
import dev.ssot.operation.entity.EntityUpdateRequest;
import dev.ssot.operation.entity.EntityUpsert;
import dev.ssot.operation.entity.EntityUpsertRequest;
import dev.ssot.operation.entity.EntityUpsertResult;
import dev.ssot.operation.entity.RegistryRead;
import dev.ssot.operation.entity.RegistryReadRequest;
import dev.ssot.operation.entity.RegistryReadResult;
import dev.ssot.registry.mutation.LinkRow;
import java.util.List;

/** Rows of the registry. */
final class EntityBindings {

    private EntityBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>("registry.entity.get", EntityGetRequest.class, EntityGetResult.class, new EntityGet()),
                new Binding<>(
                        "registry.entity.list", EntityListRequest.class, EntityListResult.class, new EntityList()),
                new Binding<>(
                        "registry.entity.search",
                        EntitySearchRequest.class,
                        EntitySearchResult.class,
                        new EntitySearch()),
                new Binding<>(
                        "registry.entity.upsert",
                        EntityUpsertRequest.class,
                        EntityUpsertResult.class,
                        new EntityUpsert()),
                new Binding<>(
                        "registry.entity.create",
                        EntityCreateRequest.class,
                        EntityChangeResult.class,
                        new EntityCreate()),
                new Binding<>(
                        "registry.entity.update",
                        EntityUpdateRequest.class,
                        EntityChangeResult.class,
                        new EntityUpdate()),
                new Binding<>(
                        "registry.entity.delete",
                        EntityDeleteRequest.class,
                        EntityDeleteResult.class,
                        new EntityDelete()),
                new Binding<>(
                        "registry.entity.link",
                        EntityLinksRequest.class,
                        EntityChangeResult.class,
                        new EntityLinks(LinkRow.Way.LINK)),
                new Binding<>(
                        "registry.entity.unlink",
                        EntityLinksRequest.class,
                        EntityChangeResult.class,
                        new EntityLinks(LinkRow.Way.UNLINK)),
                new Binding<>(
                        "registry.read", RegistryReadRequest.class, RegistryReadResult.class, new RegistryRead()));
    }
}

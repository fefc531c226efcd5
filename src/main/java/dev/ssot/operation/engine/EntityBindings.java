package dev.ssot.operation.engine;

import dev.ssot.operation.entity.EntityGet;
import dev.ssot.operation.entity.EntityGetRequest;
import dev.ssot.operation.entity.EntityGetResult;
import dev.ssot.operation.entity.EntityList;
import dev.ssot.operation.entity.EntityListRequest;
import dev.ssot.operation.entity.EntityListResult;
import dev.ssot.operation.entity.EntitySearch;
import dev.ssot.operation.entity.EntitySearchRequest;
import dev.ssot.operation.entity.EntitySearchResult;
import dev.ssot.operation.entity.EntityUpsert;
import dev.ssot.operation.entity.EntityUpsertRequest;
import dev.ssot.operation.entity.EntityUpsertResult;
import dev.ssot.operation.entity.RegistryRead;
import dev.ssot.operation.entity.RegistryReadRequest;
import dev.ssot.operation.entity.RegistryReadResult;
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
                        "registry.read", RegistryReadRequest.class, RegistryReadResult.class, new RegistryRead()));
    }
}

package dev.ssot.operation.entity;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code registry.read}: the whole document, for those who can afford it. */
public final class RegistryRead implements UseCase<RegistryReadRequest, RegistryReadResult> {

    @Override
    public Reply<RegistryReadResult> run(RegistryReadRequest request, Context context) {
        return context.withRegistry(registry -> Reply.answer(
                new RegistryReadResult(true, registry.contentHash(), registry.warnings(), registry.document())));
    }
}

package dev.ssot.operation;

import java.nio.file.Path;

/** What one operation does that needs no registry. */
@FunctionalInterface
public non-sealed interface FolderUseCase<Q extends Record, A extends Record> extends Work<Q, A> {

    /** @param folder the one that the call names, with every link followed */
    Reply<A> run(Q request, Path folder);
}

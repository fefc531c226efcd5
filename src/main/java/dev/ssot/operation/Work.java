package dev.ssot.operation;

/** What one operation does: in a repository that holds a registry, or in any folder. */
public sealed interface Work<Q extends Record, A extends Record> permits UseCase, FolderUseCase {}

package dev.ssot.registry.init;

/** Puts what a new repository consists of in its place, in one folder. */
@FunctionalInterface
public interface RepositoryCreation {

    /**
     * Writes the registry last, so that a crash on the way leaves no half repository. No file is written over unless
     * that is asked for, and the configuration never is.
     *
     * @param replace whether a registry that is there gives way
     */
    Result create(InitialRepository repository, boolean replace);

    /** What trying it led to. */
    sealed interface Result {

        record Created() implements Result {}

        /** There is a registry, and it was not to be replaced. */
        record Exists() implements Result {}

        /** Somebody else is writing the registry. */
        record Locked(String message) implements Result {}

        /** The folder does not take the files; there is no registry in it that was not there before. */
        record Failed(String message) implements Result {}
    }
}

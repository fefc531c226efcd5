package dev.ssot.boot;

import dev.ssot.campaign.Worktree;
import dev.ssot.cli.InProcess;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CommandShell;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Initialization;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import dev.ssot.operation.engine.Engine;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.store.FileRegistryStore;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.RepositoryIdentity;
import dev.ssot.workspace.RepositoryRoot;
import dev.ssot.workspace.WorktreeFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The engine on the files of this machine, as every process of ours builds it. */
final class LocalEngine implements AutoCloseable {

    /** How long a registry write waits for other writers before it says that the registry is locked. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    /** Making a registry comes with the commands for documents. */
    static final Initialization INITIALIZATION = (root, arguments) ->
            Outcome.refused(ErrorCode.NOT_AVAILABLE, "ssot init comes with a later version", "Nothing was done.");

    private final Places places;
    private final CommandShell shell;
    private final Engine engine;

    /** An engine whose command lines call itself. */
    LocalEngine(Catalog catalog, InstantSource clock) {
        this.places = new Places(LocalEngine::open);
        this.shell = new InProcess(catalog, call -> operations().call(call), INITIALIZATION);
        this.engine = new Engine(catalog, places, clock, shell);
    }

    /** @param operations what command lines call */
    LocalEngine(Catalog catalog, InstantSource clock, Operations operations) {
        this.places = new Places(LocalEngine::open);
        this.shell = new InProcess(catalog, operations, INITIALIZATION);
        this.engine = new Engine(catalog, places, clock, shell);
    }

    Engine operations() {
        return engine;
    }

    /** The command line, as operations reach it. */
    CommandShell shell() {
        return shell;
    }

    Places places() {
        return places;
    }

    @Override
    public void close() {
        places.close();
    }

    private static Place open(RepositoryRoot root) {
        GitRepository git = GitRepository.open(root.path());
        SqliteControlStore control = new SqliteControlStore(root.path());
        FileRegistryStore registries = new FileRegistryStore(root.path(), control, LOCK_WAIT);
        Files files = new Files(new WorktreeFiles(root.path()));
        return new Place(
                root.path(),
                () -> RepositoryIdentity.of(root.path(), git),
                registries,
                new SettledControlStore(control, registries),
                files,
                files,
                git);
    }

    /** The worktree as decisions ask about it. */
    private record Files(WorktreeFiles files) implements Worktree, RepositoryFiles {

        @Override
        public boolean exists(String path) {
            return files.exists(path);
        }

        @Override
        public Optional<String> resolve(String path) {
            return files.resolve(path);
        }

        @Override
        public Optional<byte[]> read(String path) {
            return files.read(path);
        }

        @Override
        public List<String> filesBelow(String folder) {
            return files.filesBelow(folder);
        }

        @Override
        public Optional<Instant> modifiedAt(String path) {
            return files.modifiedAt(path);
        }

        @Override
        public boolean ignoresCase() {
            return files.ignoresCase();
        }
    }
}

package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Worktree;
import dev.ssot.cli.InProcess;
import dev.ssot.contract.FirstContracts;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CommandExecution;
import dev.ssot.operation.CommandShell;
import dev.ssot.operation.Initialization;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import dev.ssot.operation.Validations;
import dev.ssot.operation.engine.Engine;
import dev.ssot.operation.engine.Surroundings;
import dev.ssot.operation.init.InitializeRepository;
import dev.ssot.operation.log.LogNotes;
import dev.ssot.operation.watch.RegistryWatch;
import dev.ssot.operation.watch.RegistryWatch.Purpose;
import dev.ssot.registry.FileFact;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.store.FileRegistryStore;
import dev.ssot.store.FolderCreation;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.workspace.FileFacts;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.RepositoryIdentity;
import dev.ssot.workspace.RepositoryRoot;
import dev.ssot.workspace.WorktreeFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The engine on the files of this machine, as every process of ours builds it. */
final class LocalEngine implements AutoCloseable {

    /** How long a registry write waits for other writers before it says that the registry is locked. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final Places places;
    private final CommandShell shell;
    private final Engine engine;
    private final ServedCalls calls;

    /**
     * An engine whose command lines call itself.
     *
     * @param environment of the commands that tests run, and of the operator who approves them
     */
    LocalEngine(Catalog catalog, InstantSource clock, Environment environment) {
        this.places = places(clock, environment);
        this.shell = new InProcess(catalog, call -> operations().call(call), initialization());
        this.engine = engine(catalog, places, clock, shell);
        this.calls = new ServedCalls(engine, catalog);
    }

    /** @param operations what command lines call */
    LocalEngine(Catalog catalog, InstantSource clock, Environment environment, Operations operations) {
        this.places = places(clock, environment);
        this.shell = new InProcess(catalog, operations, initialization());
        this.engine = engine(catalog, places, clock, shell);
        this.calls = new ServedCalls(engine, catalog);
    }

    private static Places places(InstantSource clock, Environment environment) {
        CommandExecution commands = new LocalCommands(clock, environment);
        TrustFiles trust = TrustFiles.in(environment);
        return new Places(root -> open(root, commands, trust, LogNotesFile.of(root.path(), environment)));
    }

    private static Engine engine(Catalog catalog, Places places, InstantSource clock, CommandShell shell) {
        return new Engine(
                catalog, places, clock, Surroundings.of(catalog, shell, initialization(), new FirstContracts()));
    }

    /** What it answers, counted. */
    ServedCalls operations() {
        return calls;
    }

    /** Makes a folder a repository; needs nothing of this engine. */
    static Initialization initialization() {
        return new InitializeRepository(
                root -> new Files(new WorktreeFiles(root)), root -> new FolderCreation(root, LOCK_WAIT));
    }

    /** The operations that code is bound to. */
    Set<String> handlers() {
        return engine.handlers();
    }

    /** How rules about files look at a repository. */
    static RepositoryFiles files(Path root) {
        return new Files(new WorktreeFiles(root));
    }

    /** What the command line can do; needs no files. */
    static ObjectNode commandSurface(Catalog catalog) {
        Operations none = call -> {
            throw new IllegalStateException("nothing is called to look at the command line");
        };
        return new InProcess(catalog, none, initialization()).surface();
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

    private static Place open(RepositoryRoot root, CommandExecution commands, TrustFiles trust, LogNotes logNotes) {
        GitRepository git = GitRepository.open(root.path());
        SqliteControlStore control = new SqliteControlStore(root.path());
        Files files = new Files(new WorktreeFiles(root.path()));
        Validations validations = new Validations(files);
        RegistryWatch watch = new RegistryWatch(control, validations::of);
        FileRegistryStore registries = new FileRegistryStore(
                root.path(),
                control,
                LOCK_WAIT,
                (registry, now) -> watch.look(Purpose.WRITE, () -> new Reading.Read(registry), now));
        Supplier<String> identify = () -> RepositoryIdentity.of(root.path(), git);
        return new Place(
                root.path(),
                identify,
                registries,
                new SettledControlStore(control, commands, registries, watch, root.registryFile()),
                files,
                validations,
                git,
                commands,
                () -> trust.of(root.path(), identify.get()).read(),
                logNotes);
    }

    /** The worktree as decisions ask about it. */
    private record Files(WorktreeFiles files, FileFacts facts) implements Worktree, RepositoryFiles {

        Files(WorktreeFiles files) {
            this(files, new FileFacts(files));
        }

        @Override
        public <T> Optional<T> fact(String path, FileFact<T> fact) {
            return facts.answer(path, fact, bytes -> fact.of(path, bytes));
        }

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
        public Optional<Instant> touchedAt(String path) {
            return files.touchedAt(path);
        }

        @Override
        public boolean ignoresCase() {
            return files.ignoresCase();
        }
    }
}

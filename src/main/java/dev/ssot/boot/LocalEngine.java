package dev.ssot.boot;

import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.Worktree;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CommandExecution;
import dev.ssot.operation.Initialization;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import dev.ssot.operation.engine.Engine;
import dev.ssot.operation.init.InitializeRepository;
import dev.ssot.registry.FileFact;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.store.FileRegistryStore;
import dev.ssot.store.FolderCreation;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.workspace.FileFacts;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.RepositoryIdentity;
import dev.ssot.workspace.RepositoryRoot;
import dev.ssot.workspace.WorktreeFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The engine on the files of this machine, as every process of ours builds it. */
final class LocalEngine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LocalEngine.class);

    /** How long a registry write waits for other writers before it says that the registry is locked. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final Places places;
    private final Engine engine;

    LocalEngine(Catalog catalog, InstantSource clock) {
        this(catalog, clock, System.getenv());
    }

    /** @param environment of the commands that tests run, and of the operator who approves them */
    LocalEngine(Catalog catalog, InstantSource clock, Map<String, String> environment) {
        CommandExecution commands = new LocalCommands(clock, environment);
        TrustFiles trust = TrustFiles.in(environment);
        this.places = new Places(root -> open(root, clock, commands, trust));
        this.engine = new Engine(catalog, places, clock);
    }

    Engine operations() {
        return engine;
    }

    /** Makes a folder a repository; needs nothing of this engine. */
    static Initialization initialization() {
        return new InitializeRepository(
                root -> new Files(new WorktreeFiles(root)), root -> new FolderCreation(root, LOCK_WAIT));
    }

    Places places() {
        return places;
    }

    @Override
    public void close() {
        places.close();
    }

    private static Place open(RepositoryRoot root, InstantSource clock, CommandExecution commands, TrustFiles trust) {
        GitRepository git = GitRepository.open(root.path());
        SqliteControlStore control = new SqliteControlStore(root.path());
        FileRegistryStore registries = new FileRegistryStore(root.path(), control, LOCK_WAIT);
        recover(registries, clock.instant());
        Files files = new Files(new WorktreeFiles(root.path()));
        String id = RepositoryIdentity.of(root.path(), git);
        TrustFile approvals = trust.of(root.path(), id);
        return new Place(root.path(), id, registries, control, files, files, git, commands, approvals);
    }

    /** A store that does not answer is told by the calls that need it; opening the repository still succeeds. */
    private static void recover(FileRegistryStore registries, Instant now) {
        try {
            registries.recover(now);
        } catch (ControlStore.Unavailable unavailable) {
            LOG.warnf("what a crash may have left waits for the next write: %s", unavailable.getMessage());
        }
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
        public boolean ignoresCase() {
            return files.ignoresCase();
        }
    }
}
